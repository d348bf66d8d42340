// A page as it stands, by axe (WCAG 2.2 AA), in both themes.
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Axe's category `cat.color` of these levels: the themes differ in custom properties of colour and in nothing else. */
const colours = ['color-contrast', 'link-in-text-block']

/** `where` names the page in what a failure says. All rules look at the light page, those about colour at the dark one too. */
export async function checkAccessibility(page: Page, where: string): Promise<void> {
  // Where the mouse rests, a header shows the handle that widens its column.
  await page.mouse.move(0, 0)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Colours of buttons fade from one theme to the other.
    await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished))
    })
    // In the page itself: without it axe opens a second page for each check, for the sake of frames of other origins.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (colorScheme === 'light' ? axe.withTags(levels) : axe.withRules(colours)).analyze()
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
    )
    expect(found, `${where}, ${colorScheme}`).toEqual([])
  }
}
