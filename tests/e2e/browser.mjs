// Debian's Chromium, driven by playwright-core: people at the console, and what they see measured —
// by axe-core, and at the widths of a desk and of a telephone.
import assert from 'node:assert/strict';
import {mkdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {chromium} from 'playwright-core';

// The sandbox needs rights that a container seldom gives, and the rest keeps it from calling home.
const options = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic',
         '--no-first-run', '--disable-background-networking', '--disable-component-update',
         '--disable-sync', '--lang=zh-CN'],
  timeout: 60_000,
};

// A machine that is busy elsewhere may not get a browser up at the first attempt.
export async function openBrowser(attempts = 3) {
  for (let attempt = 1;; ++attempt) {
    try {
      return await chromium.launch(options);
    } catch (error) {
      if (attempt === attempts) throw error;
    }
  }
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const widths = [1280, 375];
const pictures = process.env.SHIXIN_PICTURES;  // a folder, to look at them

export class Person {
  // Somebody at a browser of his own, signed in by the page.
  static async signIn(browser, server, name, password, more = {}) {
    const context = await browser.newContext({locale: 'zh-CN', ...more});
    context.setDefaultTimeout(30_000);
    const person = new Person(server, await context.newPage());
    await person.open('/');
    await person.fillSignIn(name, password);
    await person.page.waitForURL(person.url('/**'));
    return person;
  }

  constructor(server, page) {
    this.server = server;
    this.page = page;
  }

  url(path) { return this.server.url('staff', path); }
  open(path) { return this.page.goto(this.url(path)); }
  async fillSignIn(name, password) {
    await this.page.fill('#name', name);
    await this.page.fill('#password', password);
    await this.page.click('main button[type=submit]');
  }
  press(button) { return this.page.getByRole('button', {name: button, exact: true}).click(); }
  text() { return this.page.locator('main').innerText(); }
  field(pointer) { return this.page.locator(`[name="${pointer}"]`); }

  // Types a listing as decisions.mjs has it.
  async typeListing({subject, ...decision}) {
    await this.field('/subject/name').fill(subject.name);
    await this.field('/subject/documents/0/number').fill(subject.documents[0].number);
    const texts = {
      '/case/no': decision.case.no, '/case/filed_on': decision.case.filed_on,
      '/case/basis/unit': decision.case.basis.unit, '/case/basis/no': decision.case.basis.no,
      '/case/duty': decision.case.duty, '/case/outstanding': decision.case.outstanding,
      '/case/amount_fen': '12,500.00', '/handler': decision.handler,
      '/evidence': decision.evidence.join('\n'), '/paper/no': decision.paper.no,
      '/paper/signed_on': decision.paper.signed_on, '/order_paper/no': decision.order_paper.no,
      '/service/on': decision.service.on, '/service/proof': decision.service.proof,
    };
    for (const [pointer, text] of Object.entries(texts)) await this.field(pointer).fill(text);
    await this.field('/service/method').selectOption(decision.service.method);
    for (const ground of decision.grounds) {
      await this.page.check(`[name="/grounds"][value="${ground}"]`);
    }
  }

  // The screen as it stands, at each width: nothing for axe to find, and nothing that runs off the
  // side of the page.
  async look(name) {
    for (const width of widths) {
      await this.page.setViewportSize({width, height: 900});
      const {violations, wide} = await this.page.evaluate(`${axe};
        axe.run(document).then(({violations}) => ({
          violations: violations.map(
              ({id, nodes}) => id + ': ' + nodes.map(({html}) => html).join(' ')),
          wide: document.scrollingElement.scrollWidth,
        }))`);
      if (pictures) {
        await mkdir(pictures, {recursive: true});
        await this.page.screenshot({path: join(pictures, `${name}-${width}.png`), fullPage: true});
      }
      assert.deepEqual(violations, [], `${name} at ${width}`);
      assert.ok(wide <= width, `${name} at ${width} is ${wide} wide`);
    }
    await this.page.setViewportSize({width: 1280, height: 900});
  }
}
