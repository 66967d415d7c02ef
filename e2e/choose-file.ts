import type { WorkbenchUnderTest } from './fixtures.ts'
import type { HostName } from './hosts/hosts.ts'

/** Gives a file to what `press` opens: the browser's field, or the dialog of the system. */
export async function chooseFile(
  workbench: WorkbenchUnderTest,
  host: HostName,
  file: string,
  press: () => Promise<void>,
): Promise<void> {
  if (host === 'browser') {
    const [chooser] = await Promise.all([workbench.page.waitForEvent('filechooser'), press()])
    await chooser.setFiles(file)
  } else {
    await workbench.desktop.chooseFile(file)
    await press()
  }
}
