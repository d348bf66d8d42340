// What a page does to the person before it: its longest task, and how many frames it draws while it is scrolled.
import type { Page } from '@playwright/test'

/** Takes a page and what is done on it; gives the longest task of its main thread meanwhile, 0 where none took 50 ms. */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const watch = await page.evaluateHandle(() => {
    const seen: number[] = []
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.push(duration)
    })
    observer.observe({ type: 'longtask' })
    return { seen, observer }
  })
  await work()
  await page.waitForTimeout(200)
  return watch.evaluate(({ seen, observer }) => {
    for (const { duration } of observer.takeRecords()) seen.push(duration)
    observer.disconnect()
    return Math.max(0, ...seen)
  })
}

/** Scrolls whatever lies in the middle of the page with the wheel, down and up again; gives frames a second. */
export async function framesWhileScrolling(page: Page, seconds: number): Promise<number> {
  const size = page.viewportSize() ?? { width: 1280, height: 800 }
  await page.mouse.move(size.width / 2, size.height * 0.7)
  const counting = page.evaluate((milliseconds) => {
    return new Promise<number>((resolve) => {
      let frames = 0
      const start = performance.now()
      const step = () => {
        frames += 1
        const passed = performance.now() - start
        if (passed >= milliseconds) resolve((frames * 1000) / passed)
        else requestAnimationFrame(step)
      }
      requestAnimationFrame(step)
    })
  }, seconds * 1000)
  let going = true
  const ended = counting.finally(() => {
    going = false
  })
  for (let turn = 0; going; turn += 1) await page.mouse.wheel(0, turn % 40 < 20 ? 120 : -120)
  return ended
}
