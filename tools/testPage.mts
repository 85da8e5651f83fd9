import { launchBrowser } from './browser.mjs';

/** Stands before every line that the tests print; all else in the page's console is VS Code's own. */
const MARK = '\u2063';

/**
 * Code that must run in an extension host before Mocha is loaded: marks what is printed from then on. (The extension
 * host gives console.log a setter that does nothing, so only a redefinition works.)
 */
export const MARKING = `{
  const log = console.log.bind(console);
  Object.defineProperty(console, 'log', { value: (first = '', ...more) => log(${JSON.stringify(MARK)} + first, ...more) });
}`;

/** How long the tests may be silent, in milliseconds; each has a limit of its own besides. */
const PATIENCE = 120_000;

/**
 * Opens a page of VS Code whose address names extension tests, and prints what the tests print. VS Code's own console
 * is shown when the tests did not start or did not end, or all along with HEARSAY_VERBOSE=1.
 * @returns the exit code: 0 when all passed
 */
export async function runTestPage(address: string): Promise<number> {
  const browser = await launchBrowser();
  const chatter: string[] = [];
  let printed = false;
  let patience: NodeJS.Timeout | undefined;
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const code = await new Promise<number>((resolve, reject) => {
      const wait = () => {
        clearTimeout(patience);
        patience = setTimeout(() => reject(new Error(`the tests said nothing for ${PATIENCE / 1000} s`)), PATIENCE);
      };
      wait();
      page.once('crash', () => reject(new Error('the page crashed')));
      const log = (type: string, [first, ...more]: unknown[]) => {
        if (typeof first === 'string' && first.startsWith(MARK)) {
          printed = true;
          wait();
          console.log(first.slice(MARK.length), ...more);
        } else if (process.env.HEARSAY_VERBOSE) console.error(`[${type}]`, first, ...more);
        else chatter.push([`[${type}]`, first, ...more].map(String).join(' '));
      };
      // These two names are what VS Code calls in a page that runs extension tests.
      page
        .exposeFunction('codeAutomationLog', log)
        .then(() => page.exposeFunction('codeAutomationExit', (exitCode?: number) => resolve(exitCode ?? 1)))
        .then(() => page.goto(address))
        .catch(reject);
    });
    if (code && !printed) console.error(chatter.slice(-20).join('\n'));
    return code;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${chatter.slice(-20).join('\n')}`);
    return 1;
  } finally {
    clearTimeout(patience);
    await browser.close();
  }
}
