// Where the recipe of a code stands in the dashboard; apart from the recipes, so that a browser need not fetch them all.

export const recipeAddress = (code: string) => `/blockers/${encodeURIComponent(code)}`
