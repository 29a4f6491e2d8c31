// Hiding in place, beyond what the labels name, in both browsers: holes close, bars stop following, overlays go and what
// they locked is released, and leaving gives the page back to the byte.

import assert from 'node:assert/strict';
import { inBoth } from './lib/living.js';
import { until } from './lib/wait.js';

inBoth(300_000, (test) => {
  test('holes close: an emptied column, wrappers, bars that follow', async ({ place }) => {
    const before = await place.open('columns');
    const narrow = await place.box('#story');
    await place.declutter();
    for (const selector of ['#related', '#rail', '#ad', '#wrapper', '#footer']) {
      assert.ok(await place.isHidden(selector), selector);
    }
    const wide = await place.box('#story');
    assert.ok(wide.width > narrow.width + 50, `from ${narrow.width} to ${wide.width}`);
    const { left, width } = await place.box('.layout');
    assert.ok(Math.abs(wide.left - left - (width - wide.width) / 2) < 2, 'the article stands in the middle');
    for (const selector of ['#masthead', '#tabs']) {
      assert.ok(!(await place.isHidden(selector)), selector);
      assert.doesNotMatch(await place.style(selector, 'position'), /fixed|sticky/);
    }
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    assert.deepEqual(await place.box('#story'), narrow);
  });

  test('boxes that hold nothing go behind the article, not in it, before it, or where anything is drawn', async ({
    place,
  }) => {
    const before = await place.open('hollow');
    await place.declutter();
    assert.ok(await place.isHidden('#empty'));
    assert.ok(await place.isHidden('#later'));
    assert.ok(await place.isHidden('#inner'));
    for (const selector of ['#hero', '#player', '#drawn', '#signed', '#closed', '#around', '#form', '#thin'])
      assert.equal(await place.isHidden(selector), false, selector);
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    assert.equal(await place.isHidden('#empty'), false);
  });

  test('a box that held nothing is shown once something stands in it', async ({ place }) => {
    await place.open('hollow');
    await place.call('fill');
    const filled = await place.markup();
    await place.open('hollow');
    await place.declutter();
    assert.ok(await place.isHidden('#later'));
    await place.call('fill');
    await until(async () => !(await place.isHidden('#filled')), 'what came to be shown');
    assert.ok(await place.isHidden('#empty'));
    await place.leaveTo(filled);
  });

  const PLACES = ['#above', '#ins', '#wrap', '#mpu', '#unit'];
  const OTHERS = ['#hero', '#player', '#film', '#stage', '#nameless', '#painted'];

  test('empty places of advertisements go in the article and before it, and no others', async ({ place }) => {
    const before = await place.open('hollow');
    const { top } = await place.box('#footer');
    await place.declutter();
    for (const selector of PLACES) assert.ok(await place.isHidden(selector), selector);
    for (const selector of OTHERS) assert.equal(await place.isHidden(selector), false, selector);
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    for (const selector of PLACES) assert.equal(await place.isHidden(selector), false, selector);
    assert.equal((await place.box('#footer')).top, top);
  });

  test('a player that comes into an empty place late is seen', async ({ place }) => {
    await place.open('hollow');
    await place.call('play', 'mpu');
    const played = await place.markup();
    await place.open('hollow');
    await place.declutter();
    assert.ok(await place.isHidden('#mpu'));
    await place.call('play', 'mpu');
    await until(async () => !(await place.isHidden('#late')), 'the player to be shown');
    assert.ok(await place.isHidden('#ins'));
    await place.leaveTo(played);
  });

  test('the text of a grid does not move into the narrow place of what is gone', async ({ place }) => {
    const before = await place.open('hollow');
    const { width } = await place.box('#text');
    await place.declutter();
    assert.ok(await place.isHidden('#share'));
    assert.ok((await place.box('#text')).width >= width * 0.95);
    await place.leaveTo(before);
    assert.equal((await place.box('#text')).width, width);
  });

  test('a menu that stands unfolded above the article goes, the rest of the frame stays', async ({
    browser,
    place,
  }) => {
    await place.open('columns');
    await browser.page.evaluate(() => {
      const rows = Array.from({ length: 120 }, (_, row) => `<li><a href="#row${row}">Harbour ${row}</a></li>`).join('');
      const pixel = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
      document.getElementById('masthead')?.insertAdjacentHTML(
        'afterend',
        `<nav id="menus"><a id="home" href="#">Home</a><ul id="rows">${rows}</ul></nav>
         <nav id="trail">${`<ul>${rows.split('</li>', 15).join('</li>')}</ul>`.repeat(2)}
         <img id="picture" alt="" src="${pixel}" width="900" height="300"></nav>`,
      );
    });
    const before = await place.markup();
    await place.declutter();
    await until(() => place.isHidden('#rows'), 'the menu to go');
    // A picture may be the article's, wherever it stands.
    for (const selector of ['#masthead', '#tabs', '#home', '#trail', '#picture'])
      assert.equal(await place.isHidden(selector), false, selector);
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    // What is no higher than that stays.
    await browser.page.evaluate(() => {
      for (const row of [...document.querySelectorAll('#rows li')].slice(3)) row.remove();
    });
    await place.declutter();
    assert.ok(await place.isHidden('#related'));
    assert.equal(await place.isHidden('#rows'), false);
  });

  test('answers that the page declares to hold stay, in a footer too', async ({ browser, place }) => {
    await place.open('columns');
    await browser.page.evaluate(() => {
      const answer = 'Boats leave at noon and at six, from the pier below the customs house, all year round.';
      const text = document.createElement('p');
      text.textContent = answer;
      document.getElementById('footer')?.prepend(text);
      const data = document.createElement('script');
      data.type = 'application/ld+json';
      const acceptedAnswer = { '@type': 'Answer', text: `<p>${answer}</p>` };
      const mainEntity = [{ '@type': 'Question', acceptedAnswer }];
      data.textContent = JSON.stringify({ '@type': 'FAQPage', mainEntity });
      document.head.append(data);
    });
    const before = await place.markup();
    await place.declutter();
    assert.ok(await place.isHidden('#related'));
    assert.equal(await place.isHidden('#footer'), false);
    await place.leaveTo(before);
  });

  test('share icons without a word go, pictures and the icons of the site stay', async ({ browser, place }) => {
    await place.open('columns');
    await browser.page.evaluate(() => {
      const icon = '<svg width="24" height="24"><path d="M0 0h24v24z"></path></svg>';
      const photo = '<img width="300" height="200" alt="The pier">';
      const unread = '<span style="position: absolute; width: 1px; height: 1px; overflow: hidden">Elsewhere</span>';
      const here = encodeURIComponent(location.href);
      const far = (/** @type {string} */ site) =>
        `<a href="https://${site}.example/post?u=${here}">${icon}${unread}</a>`;
      const put = (/** @type {string} */ before, /** @type {string} */ html) =>
        document.querySelector(before)?.insertAdjacentHTML('beforebegin', html);
      put(
        '#story > p:nth-of-type(3)',
        `<div id="icons" class="x7"><ul><li>${far('one')}</li><li>${far('two')}</li></ul></div>`,
      );
      put('#story > p:nth-of-type(4)', `<div id="named" class="post__share"><button>${icon}</button></div>`);
      put('#story > p:nth-of-type(4)', `<div id="spans"><span class="post__share-button">${icon}</span></div>`);
      put('#story > p:nth-of-type(5)', `<div id="single" class="x8">${far('one')}</div>`);
      put(
        '#story > p:nth-of-type(5)',
        `<div id="read" class="x9">${far('one')} ${far('two')} Where the boat goes next</div>`,
      );
      put(
        '#story > p:nth-of-type(5)',
        `<div id="drawn" class="x6">${far('one').replace(icon, photo)}${far('two').replace(icon, photo)}</div>`,
      );
      put(
        '#story > p:nth-of-type(5)',
        `<ul id="written"><li>${far('one').replace(unread, 'Send by post')}</li><li>${far('two').replace(unread, 'Tell')}</li></ul>`,
      );
      put(
        '#story > p:nth-of-type(5)',
        `<p id="ways">${['bay', 'pier', 'gulls'].map((name) => `<a href="https://${name}.example/map?at=pier">The ${name}</a>`).join(' ')}</p>`,
      );
      put('#masthead > a', `<span id="own" class="social">${far('one')}${far('two')}</span>`);
    });
    const before = await place.markup();
    await place.declutter();
    for (const selector of ['#icons', '#named', '#spans', '#written'])
      assert.ok(await place.isHidden(selector), selector);
    for (const selector of ['#single', '#read', '#drawn', '#ways', '#own'])
      assert.equal(await place.isHidden(selector), false, selector);
    await place.leaveTo(before);
  });

  test('overlays go, and what they locked is released', async ({ browser, place }) => {
    const before = await place.open('overlays');
    await place.declutter();
    for (const selector of ['#dimmer', '#box', '#bubble', '#player', '#app']) {
      assert.ok(await place.isHidden(selector), selector);
    }
    await until(async () => (await place.scrolled(500)) > 400, 'the page to scroll');
    const state = () =>
      browser.page.evaluate(() => {
        const page = /** @type {HTMLElement} */ (document.getElementById('page'));
        return [page.inert, page.ariaHidden, /** @type {any} */ (window).clicks];
      });
    assert.deepEqual(await state(), [false, 'false', 0]);
    // The page's own listener would have forbidden it.
    const isAllowed = () =>
      browser.page.evaluate(() =>
        ['wheel', 'touchmove'].map((type) =>
          document.querySelector('h1')?.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })),
        ),
      );
    assert.deepEqual(await isAllowed(), [true, true]);
    assert.deepEqual(await place.lost(), []);
    await place.leaveTo(before);
    assert.deepEqual(await state(), [true, 'true', 0]);
    assert.deepEqual(await isAllowed(), [false, false]);
    assert.equal(await place.scrolled(500), 0);
  });

  test('a dialogue whose lock cannot be released stays, with its locks', async ({ browser, place }) => {
    await place.open('overlays');
    await browser.page.evaluate(() => {
      // What holds the story back stands where no script but the page's own sees it.
      const sheet = document.createElement('style');
      sheet.textContent = 'body { position: static !important } html { overflow: visible !important }';
      const host = document.createElement('x-stage');
      const root = host.attachShadow({ mode: 'closed' });
      root.innerHTML = '<div style="height: 100vh; overflow: hidden"><slot></slot></div>';
      const story = /** @type {Element} */ (document.getElementById('page'));
      story.before(host);
      host.append(story);
      document.head.append(sheet);
    });
    const before = await place.markup();
    await place.declutter();
    assert.ok(await place.isHidden('#player'), 'what locks nothing goes');
    for (const selector of ['#box', '#dimmer']) assert.equal(await place.isHidden(selector), false, selector);
    const isInert = () =>
      browser.page.evaluate(() => /** @type {HTMLElement} */ (document.getElementById('page')).inert);
    assert.equal(await isInert(), true, 'nothing is released by halves');
    await place.leaveTo(before);
  });

  test('an article as high as the column beside it is not cut off when that goes', async ({ browser, place }) => {
    await place.open('columns');
    const before = await browser.page.evaluate(() => {
      const sheet = document.createElement('style');
      sheet.textContent = `.layout { display: block; position: relative } .rail { min-height: 1400px; margin-left: 500px }
        .story { position: absolute; inset: 0 auto 0 0; width: 480px; overflow: hidden }`;
      document.head.append(sheet);
      return document.documentElement.outerHTML;
    });
    const { height } = await place.box('#story');
    await place.declutter();
    assert.ok(await place.isHidden('#footer'));
    assert.deepEqual([(await place.box('#story')).height, await place.lost()], [height, []]);
    await place.leaveTo(before);
  });

  test('a dialogue that the page takes away meanwhile does not come back with its locks', async ({ place }) => {
    await place.open('overlays');
    await place.call('closeDialog');
    const control = await place.markup();
    await place.open('overlays');
    await place.declutter();
    await place.call('closeDialog');
    await place.leaveTo(control);
  });

  test('shown again and hidden again, a dialogue has its locks again and loses them again', async ({ place }) => {
    const before = await place.open('overlays');
    const bar = await place.declutter();
    await bar.click('#show');
    await until(async () => !(await place.isHidden('#box')), 'the dialogue to be shown');
    assert.equal(await place.scrolled(500), 0);
    await bar.click('#show');
    await until(() => place.isHidden('#box'), 'the dialogue to be hidden');
    await until(async () => (await place.scrolled(500)) > 400, 'the page to scroll');
    await place.leaveTo(before);
  });

  /**
   * Opens a modal dialogue over the page, and keeps what it tells.
   * @param {import('./lib/browser.js').Browser} browser @param {string} name its class @param {string} sentence
   */
  const openModal = (browser, name, sentence) =>
    browser.page.evaluate(
      (name, sentence) => {
        const dialog = document.createElement('dialog');
        const text = document.createElement('p');
        text.textContent = sentence;
        dialog.append(text, document.createElement('input'), document.createElement('button'));
        dialog.querySelector('button')?.append('Accept');
        document.body.append(dialog);
        dialog.className = name;
        const told = /** @type {string[]} */ ([]);
        Object.assign(window, { told });
        dialog.showModal();
        dialog.setAttribute('data-behind', '');
        // What opening it tells comes a moment later.
        return new Promise((resolve) =>
          setTimeout(() => {
            for (const type of ['beforetoggle', 'toggle', 'close', 'cancel', 'click'])
              dialog.addEventListener(type, () => told.push(type));
            resolve(null);
          }),
        );
      },
      name,
      sentence,
    );

  /** What a person can reach: the headline, and whether the dialogue is modal. @param {import('./lib/browser.js').Browser} browser */
  const reach = (browser) =>
    browser.page.evaluate(() => {
      const { left, top, height } = /** @type {Element} */ (document.querySelector('h1')).getBoundingClientRect();
      return {
        headline: document.elementFromPoint(left + 5, top + height / 2)?.localName === 'h1',
        modal: document.querySelector('dialog:modal') !== null,
        told: /** @type {any} */ (window).told,
        focus: document.activeElement?.localName,
      };
    });

  const CONSENT = 'We and our partners use cookies to show you advertisements. Accept them to read on.';

  test('a modal dialogue that asks for consent goes, and the page answers again', async ({ browser, place }) => {
    await place.open('columns');
    await openModal(browser, 'cookie-consent', CONSENT);
    const before = await place.markup();
    const locked = { headline: false, modal: true, told: [], focus: 'input' };
    assert.deepEqual(await reach(browser), locked);
    const bar = await place.declutter();
    assert.ok(await place.isHidden('dialog'));
    const free = { headline: true, modal: false, told: [] };
    const reached = async () => {
      const { focus: _, ...rest } = await reach(browser);
      return rest;
    };
    assert.deepEqual(await reached(), free);
    await bar.click('#show');
    await until(async () => !(await place.isHidden('#related')), 'everything else to be shown');
    assert.equal((await reach(browser)).modal, false, 'or nobody could click the bar');
    await bar.click('#show');
    await until(() => place.isHidden('#related'), 'it to go again');
    assert.deepEqual(await reached(), free);
    await place.leaveTo(before);
    assert.deepEqual(await reach(browser), locked);
  });

  test('a modal dialogue that the page opens again is shown', async ({ browser, place }) => {
    await place.open('columns');
    await openModal(browser, 'cookie-consent', CONSENT);
    const before = await place.markup();
    await place.declutter();
    assert.ok(await place.isHidden('dialog'));
    await browser.page.evaluate(() => document.querySelector('dialog')?.showModal());
    await until(async () => !(await place.isHidden('dialog')), 'the dialogue to be seen');
    await browser.clickToolbar();
    await until(async () => !/ sf-/.test(await place.markup()), 'every mark to go');
    assert.equal((await reach(browser)).modal, true);
    assert.equal((await place.markup()).length, before.length);
  });

  test('a modal dialogue in which the person writes, or that may need an answer, is left alone', async ({
    browser,
    place,
  }) => {
    await place.open('columns');
    await openModal(browser, 'cookie-consent', CONSENT);
    await browser.page.type('dialog input', 'no');
    let before = await place.markup();
    await place.declutter();
    assert.equal(await place.isHidden('dialog'), false);
    assert.equal((await reach(browser)).modal, true);
    await place.leaveTo(before);
    await place.open('columns');
    await openModal(
      browser,
      'question',
      'Your session is about to end. Stay on the page and keep what you have chosen?',
    );
    before = await place.markup();
    await place.declutter();
    assert.equal(await place.isHidden('dialog'), false);
    assert.equal((await reach(browser)).modal, true);
    await place.leaveTo(before);
  });
});
