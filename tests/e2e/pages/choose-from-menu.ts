import { expect, type Locator } from "playwright/test";

/**
 * Opens a menu and chooses from it. A page that has just come, or is rendered again for another team, may not hear the
 * first click or may close the menu that it opened.
 */
export async function chooseFromMenu({ button, item }: { button: Locator; item: Locator }): Promise<void> {
  await expect(async () => {
    if (!(await item.isVisible())) await button.click({ timeout: 2_000 });
    await item.click({ timeout: 2_000 });
  }).toPass();
}
