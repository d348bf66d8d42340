// Tailwind is the one CSS step.
export default { plugins: { '@tailwindcss/postcss': {} } }
