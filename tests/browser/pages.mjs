// What officers, people before a board and people before a tablet do, in Chromium without a screen. Asks the test program (a JSON line
// each way) for what happens outside of the browser. Ends with 1 at the first thing that is not as it should be. KIOSK_PICTURES=DIR
// leaves a picture of every page.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import readline from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import assert from 'node:assert/strict';

const [, , peers, url, password, board_token] = process.argv;
const require = createRequire(`${peers}/package.json`);
const { chromium } = require('playwright-core');
const axe_source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.KIOSK_PICTURES;

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
async function outside(wanted) {
  process.stdout.write(`${JSON.stringify(wanted)}\n`);
  return JSON.parse((await lines.next()).value);
}

const patience = 30000;  // ms
const began = Date.now();
const step = (words) => console.error(`${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${words}`);

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--mute-audio', '--disable-dev-shm-usage'] });
const troubles = [];
async function visitor(viewport = { width: 1366, height: 768 }, more = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport, permissions: ['clipboard-read', 'clipboard-write'], ...more });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(`${page.url()}: ${error.stack ?? error}`));
  page.on('console', (line) => {
    if (line.type() === 'error' && !/Failed to load resource|net::ERR/.test(line.text())) troubles.push(`${page.url()}: ${line.text()}`);
  });
  return page;
}

/// Until nothing moves: fonts are there, what changes its colour has changed it, and that began nothing more.
async function rests(page) {
  await page.evaluate(async () => {
    await document.fonts.ready;
    for (let moving = document.getAnimations(); moving.length > 0; moving = document.getAnimations())
      await Promise.allSettled(moving.map((one) => one.finished));  // what is taken off the page never finishes: it is cancelled
  });
}

async function looks_right(page, name) {
  await rests(page);
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
  await page.evaluate(axe_source);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const found = result.violations.map((one) => `${name}: ${one.id}: ${one.help}: ${one.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`);
  assert.deepEqual(found, []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wide <= 1, `${name}: ${wide} px wider than the glass`);
}

async function sign_in(page, account, path = '/') {
  await page.goto(url + path);
  await page.getByLabel('Tài khoản').fill(account);
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('banner').getByRole('button', { name: 'Đăng xuất' }).waitFor();
}

const number_at = (page) => page.locator('main .number').first();
const shows = (locator, words) => locator.filter({ hasText: words }).first().waitFor();
const action = (page, name) => page.locator('.actions button', { hasText: name });
/// As an officer does: a key is pressed once its button can be, for before that it does nothing.
async function key(page, name) {
  await page.locator(`.actions [aria-keyshortcuts="${name}"]:not(:disabled)`).waitFor();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press(name);
}
const choose = (page, counter) => page.locator(`button.counter[data-choose="${counter}"]`).click();

async function the_console() {
  const lan = await visitor();
  await lan.goto(url);
  await lan.getByRole('heading', { name: 'Quầy tiếp nhận' }).waitFor();
  await looks_right(lan, 'sign_in');
  await lan.getByLabel('Tài khoản').fill('training_1');
  await lan.getByLabel('Mật khẩu').fill('wrong password');
  await lan.keyboard.press('Enter');
  await shows(lan.locator('.problem'), 'không đúng');
  await sign_in(lan, 'training_1');
  step('an officer has signed in');
  await choose(lan, '1');
  await lan.getByRole('button', { name: 'Mở quầy' }).click();
  await shows(lan.locator('.row .state-open'), 'Đang mở');
  const first = await outside({ do: 'ticket', priority: 'elderly' });
  await shows(lan.locator('#waiting-title'), '(1)');

  const binh = await visitor();
  await sign_in(binh, 'training_2');
  await choose(binh, '2');
  await binh.getByRole('button', { name: 'Mở quầy' }).click();
  await shows(binh.locator('.row .state-open'), 'Đang mở');

  await key(lan, 'F2');
  await shows(number_at(lan), first.number);
  await shows(lan.locator('.badge'), 'Người cao tuổi');
  await shows(binh.locator('button.counter[data-choose="1"]'), first.number);
  step('another console saw the call');
  await looks_right(lan, 'console_called');
  assert.ok(await action(lan, 'Vắng mặt').isDisabled());
  await key(lan, 'F3');
  await shows(lan.locator('.facts'), 'Đã gọi 2 lần');
  await key(lan, 'F3');
  await shows(lan.locator('.facts'), 'Đã gọi 3 lần');
  await lan.locator('.actions [data-act="absent"]:not([disabled])').waitFor();
  await key(lan, 'F4');
  await lan.locator('.actions [data-act="start"][disabled]').waitFor();
  await key(lan, 'F8');
  await lan.getByRole('heading', { name: `Hoàn tất số ${first.number}` }).waitFor();
  await looks_right(lan, 'finish');
  await lan.getByLabel('Thiếu giấy tờ').check();
  await lan.keyboard.press('Enter');
  await shows(number_at(lan), 'Chưa gọi ai');
  step('called, recalled, served, finished by keys alone');

  // Somebody who was not there comes back; somebody goes to another line.
  const gone = await outside({ do: 'ticket' });
  await key(lan, 'F2');
  await shows(number_at(lan), gone.number);
  for (const times of [2, 3]) {
    await key(lan, 'F3');
    await shows(lan.locator('.facts'), `Đã gọi ${times} lần`);
  }
  await key(lan, 'F6');
  await lan.getByRole('dialog').getByRole('button', { name: 'Vắng mặt' }).click();
  await shows(lan.locator('#absent-title'), '(1)');
  await lan.getByRole('button', { name: gone.number }).click();
  await looks_right(lan, 'ticket');
  await lan.getByRole('button', { name: 'Cho vào hàng lại' }).click();
  await shows(lan.locator('#waiting-title'), '(1)');
  await key(lan, 'F2');
  await shows(number_at(lan), gone.number);
  await key(lan, 'F7');
  await lan.getByLabel('Sang hàng').selectOption('residence');
  await lan.getByLabel('Đến quầy').selectOption('2');
  await lan.getByRole('dialog').getByRole('button', { name: 'Chuyển' }).click();
  await shows(number_at(lan), 'Chưa gọi ai');
  await key(binh, 'F2');
  await shows(number_at(binh), gone.number);
  await key(binh, 'F9');
  await shows(binh.locator('#held-title'), '(1)');
  step('absent, back in line, transferred, on hold');

  // A prepared dossier: what is there, what is missing, accepted and its code in hand.
  const prepared = await outside({ do: 'ticket', visit_code: 'KQN4-7M2P' });
  await key(lan, 'F2');
  await shows(number_at(lan), prepared.number);
  await shows(lan.locator('.papers'), 'Giấy chứng sinh');
  assert.equal(await lan.locator('.papers .has').count(), 2);
  assert.equal(await lan.locator('.papers .lacks').count(), 1);
  await looks_right(lan, 'console_dossier');
  await lan.getByLabel('Đã đối chiếu bản chính').check();
  await lan.getByLabel('Số biên lai thu phí').fill('0000123');
  await lan.getByLabel('Số tiền đã thu').fill('');
  await lan.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await shows(lan.locator('#say'), 'cả số và số tiền');
  await lan.getByLabel('Số tiền đã thu').fill('8.000');
  await lan.getByRole('button', { name: 'Tiếp nhận hồ sơ' }).click();
  await shows(lan.locator('.alert.good'), '0000123 · 8.000 đ');
  assert.equal(await lan.evaluate(() => navigator.clipboard.readText()), 'TAM-K1-261123-0001');
  await key(lan, 'F10');
  await lan.getByRole('dialog').locator('textarea').fill('Cần thêm bản sao');
  await lan.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await shows(lan.locator('.note'), 'Cần thêm bản sao');
  step('a prepared dossier was accepted');

  // Another officer had the page open from before: their receipt is not lost without a word.
  const second = await outside({ do: 'ticket', visit_code: 'KQN4-7M2P' });
  await binh.getByRole('button', { name: second.number }).click();
  await looks_right(binh, 'ticket_waiting');
  await binh.getByRole('button', { name: 'Gọi số này' }).click();
  await shows(number_at(binh), second.number);
  await shows(binh.locator('.alert.good'), '0000123');
  assert.equal(await binh.locator('#accept').count(), 0);
  await key(binh, 'F9');
  await shows(binh.locator('#held-title'), '(2)');
  await binh.getByRole('button', { name: second.number }).click();
  await binh.getByRole('button', { name: 'Hủy số' }).click();
  await binh.getByRole('dialog').getByLabel('Lấy nhầm số').waitFor();
  await looks_right(binh, 'void');
  await binh.getByRole('dialog').getByLabel('Một người lấy nhiều số').check();
  await binh.getByRole('dialog').getByRole('button', { name: 'Hủy số' }).click();
  await shows(binh.locator('#held-title'), '(1)');
  step('a number was voided with one of the reasons');

  // A kiosk calls; one officer takes it, both see who.
  await outside({ do: 'kiosk' });
  await outside({ do: 'help' });
  await shows(binh.locator('.alert.bad'), 'Máy K1 gọi cán bộ');
  await shows(lan.locator('.alert.warn'), 'máy in phiếu');
  await looks_right(binh, 'console_help');
  await binh.getByRole('button', { name: 'Tôi đến' }).click();
  await shows(lan.locator('.alert.good'), 'Cán bộ tập huấn 2 đang đến máy K1');
  assert.equal((await outside({ do: 'helper' })).officer, 'training_2');
  step('a call for help was taken');
  return { lan, binh };
}

/// F2 is done and its answer lost; what is pressed after the next person is another deed, not the lost one again.
async function lost_answer(lan) {
  await key(lan, 'F8');
  await lan.getByRole('dialog').getByRole('button', { name: 'Hoàn tất' }).click();
  await shows(number_at(lan), 'Chưa gọi ai');
  const numbers = [await outside({ do: 'ticket' }), await outside({ do: 'ticket' })].map((one) => one.number);
  await lan.route('**/api/deed', async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await key(lan, 'F2');
  await shows(number_at(lan), numbers[0]);
  await shows(lan.locator('#say'), 'không bị làm hai lần');
  await key(lan, 'F8');
  await lan.getByRole('dialog').getByRole('button', { name: 'Hoàn tất' }).click();
  await shows(number_at(lan), 'Chưa gọi ai');
  await key(lan, 'F2');
  await shows(number_at(lan), numbers[1]);
  step('a deed whose answer was lost stands in nobody\'s way');
}

async function boards_and_restart({ lan, binh }) {
  const board = await visitor({ width: 1920, height: 1080 });
  await board.goto(`${url}/board#token=${encodeURIComponent(board_token)}`);
  await shows(board.locator('.first .number'), /A\d+/);
  await looks_right(board, 'board');
  const tablet = await visitor({ width: 1024, height: 768 });
  await tablet.goto(`${url}/rate?counter=1#token=${encodeURIComponent(board_token)}`);
  await shows(tablet.locator('h1'), 'Quầy 1');
  await looks_right(tablet, 'rate_serving');
  for (const page of [lan, board, tablet]) await page.evaluate(() => { window.never_loaded_again = true; });

  await outside({ do: 'stop' });
  await shows(board.locator('.stale'), 'Mất kết nối');
  await shows(board.locator('.first .number'), /A\d+/);
  await shows(lan.locator('header'), 'Mất kết nối');
  await looks_right(board, 'board_without_server');
  await key(lan, 'F8');
  await lan.getByRole('dialog').getByRole('button', { name: 'Hoàn tất' }).click();
  await shows(lan.locator('#say'), 'không bị làm hai lần');
  await outside({ do: 'start' });
  await shows(lan.locator('header'), 'Trực tiếp');
  step('pages lived through a restart of the server');
  await lost_answer(lan);
  await key(lan, 'F8');
  await lan.getByRole('dialog').getByRole('button', { name: 'Hoàn tất' }).click();
  await shows(number_at(lan), 'Chưa gọi ai');

  await tablet.getByRole('heading', { name: /hài lòng với lần phục vụ/ }).waitFor();
  await looks_right(tablet, 'rate_asking');
  await tablet.getByRole('button', { name: 'Rất hài lòng', exact: true }).click();
  await tablet.getByRole('heading', { name: /dùng máy này/ }).waitFor();
  await shows(tablet.locator('.ask'), 'Câu 2/3');
  await tablet.getByRole('button', { name: 'Không hài lòng', exact: true }).click();
  await tablet.getByRole('heading', { name: /hướng dẫn về giấy tờ/ }).waitFor();
  await tablet.getByRole('button', { name: 'Hài lòng', exact: true }).click();
  await tablet.getByRole('heading', { name: /chưa hài lòng/ }).waitFor();
  await tablet.getByRole('button', { name: 'Chờ lâu' }).click();
  await tablet.getByRole('button', { name: 'Lý do khác' }).click();
  await tablet.getByRole('button', { name: 'Lý do khác' }).click();
  await looks_right(tablet, 'rate_why');
  // What goes by itself is waited for from before it comes.
  await Promise.all([shows(tablet.locator('.to'), 'Cảm ơn'), tablet.getByRole('button', { name: 'Gửi đánh giá' }).click()]);
  let rated = await outside({ do: 'ratings' });
  for (const given_up = Date.now() + patience; rated.count !== 1; rated = await outside({ do: 'ratings' })) {
    assert.ok(Date.now() < given_up, 'the rating did not arrive');  // thanked before the network has it
    await delay(20);
  }
  assert.deepEqual(rated.last, { answers: [5, 2, 4], reasons: ['waited'] });
  const next = await outside({ do: 'ticket' });
  await Promise.all([shows(board.locator('.now.flash .first .number'), next.number), key(lan, 'F2')]);
  await shows(tablet.locator('.idle .number'), next.number);
  await key(lan, 'F8');
  await lan.getByRole('dialog').getByRole('button', { name: 'Hoàn tất' }).click();
  await tablet.getByRole('button', { name: 'Bỏ qua' }).click();
  await tablet.locator('.ask').waitFor({ state: 'detached' });
  for (const page of [lan, board, tablet]) assert.ok(await page.evaluate(() => window.never_loaded_again));
  step('a tablet asked, was answered and was skipped');

  await binh.getByRole('button', { name: 'English' }).click();
  await binh.getByRole('heading', { name: /^Waiting/ }).waitFor();
  await shows(action(binh, 'Call next'), 'F2');
  assert.equal(await binh.evaluate(() => document.documentElement.lang), 'en');
  await looks_right(binh, 'console_english');
  await binh.getByRole('button', { name: 'Pause' }).click();
  await binh.getByRole('dialog').getByLabel('Meeting').check();
  await binh.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
  await shows(binh.locator('.row .state-paused'), 'Paused');
  step('in English too');
}

/// A server that is there and whose queue has told it nothing yet: no page may look as if nobody waited.
async function without_a_picture() {
  for (const path of ['/', '/today']) {
    const page = await visitor();
    await page.addInitScript(() => {
      window.EventSource = class extends EventTarget {
        static OPEN = 1;
        static CLOSED = 2;
        readyState = 1;
        constructor() { super(); setTimeout(() => this.onopen?.()); }
        close() {}
      };
    });
    await sign_in(page, 'training_1', path);
    await shows(page.locator('header'), 'Hàng chờ không trả lời');
    assert.equal(await page.getByText('Trực tiếp').count(), 0);
    await looks_right(page, `no_picture${path.replace('/', '_')}`);
  }
  step('pages without a picture say so');
}

async function the_supervisor() {
  const lead = await visitor();
  await sign_in(lead, 'training_lead', '/today');
  await lead.getByRole('heading', { name: 'Ai đã làm gì' }).waitFor();
  await lead.getByRole('button', { name: 'Dừng phát số' }).click();
  await shows(lead.locator('section[aria-labelledby="tickets"]'), 'Máy đã dừng phát số');
  await lead.getByLabel('Lời của bộ phận').fill('Chiều nay nghỉ');
  await lead.getByRole('button', { name: 'Hiện thông báo' }).click();
  await shows(lead.locator('.note'), 'Chiều nay nghỉ');
  await lead.getByRole('button', { name: 'Đổi giờ hôm nay' }).click();
  await lead.getByLabel('Buổi sáng, từ').fill('08:00');
  await lead.getByLabel('Buổi sáng, đến').fill('');
  await lead.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await shows(lead.locator('#say'), 'Giờ chưa đúng');
  await lead.getByRole('button', { name: 'Đổi giờ hôm nay' }).click();
  await lead.getByLabel('Buổi sáng, từ').fill('08:00');
  await lead.getByLabel('Buổi sáng, đến').fill('11:00');
  await lead.getByLabel('Buổi chiều, từ').fill('');
  await lead.getByLabel('Buổi chiều, đến').fill('');
  await looks_right(lead, 'hours');
  await lead.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await shows(lead.locator('section[aria-labelledby="tickets"]'), '08:00–11:00');
  await lead.getByRole('button', { name: 'Không phục vụ hôm nay: Quầy 6' }).click();
  await shows(lead.locator('section[aria-labelledby="lines"] tr[data-key="6"]'), 'Hôm nay không phục vụ');
  assert.deepEqual((await outside({ do: 'today' })), { stopped: true, hours: '08:00-11:00', counters_off: ['6'], words: 'Chiều nay nghỉ' });
  await lead.getByRole('button', { name: 'Đổi hàng chờ: Quầy 4' }).click();
  await lead.getByLabel('Hộ tịch, nuôi con nuôi').check();
  await looks_right(lead, 'lines');
  await lead.getByRole('button', { name: 'Lưu' }).click();
  await shows(lead.locator('section[aria-labelledby="lines"] tr[data-key="4"]'), 'Hộ tịch, nuôi con nuôi');
  await shows(lead.locator('section[aria-labelledby="log"]'), 'Đổi hàng của quầy');
  await shows(lead.locator('section[aria-labelledby="log"]'), 'Tiếp nhận hồ sơ');
  await lead.getByRole('button', { name: 'Cấp phiếu hẹn ngay' }).click();
  await lead.getByRole('dialog').getByRole('button', { name: 'Cấp phiếu hẹn ngay' }).click();
  await shows(lead.locator('#say'), 'Đã cấp phiếu hẹn');
  await shows(lead.locator('section[aria-labelledby="log"]'), 'Cấp phiếu hẹn khi hết giờ');
  await looks_right(lead, 'today');
  const board = await visitor({ width: 1920, height: 1080 });
  await board.goto(`${url}/board#token=${encodeURIComponent(board_token)}`);
  await shows(board.locator('.notice'), 'Chiều nay nghỉ');
  await looks_right(board, 'board_notice');
  const waiting = await outside({ do: 'ticket' });
  await lead.goto(url);
  await choose(lead, '6');
  await shows(lead.locator('main .middle'), 'Hôm nay không phục vụ');
  assert.equal(await lead.getByRole('button', { name: 'Mở quầy' }).count(), 0);
  await shows(lead.locator('.alert.warn'), 'Máy đã dừng phát số');
  await choose(lead, '1');
  await lead.getByRole('button', { name: waiting.number }).click();
  await lead.getByRole('button', { name: 'Đổi ưu tiên' }).click();
  await lead.getByLabel('Người mang thai').check();
  await lead.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await shows(lead.locator(`tr:has-text("${waiting.number}")`), 'Người mang thai');
  step('a supervisor decided what holds today');

  const phone = await visitor({ width: 390, height: 844 }, { reducedMotion: 'reduce', hasTouch: true });
  await sign_in(phone, 'training_1');
  await choose(phone, '1');
  await phone.getByRole('button', { name: 'Gọi tiếp' }).waitFor();
  await looks_right(phone, 'console_phone');
  step('on a telephone');
}

let failed = null;
try {
  await boards_and_restart(await the_console());
  await without_a_picture();
  await the_supervisor();
  assert.deepEqual(troubles, []);
} catch (error) {
  failed = error;
  console.error(error, troubles);
  if (pictures) {
    let i = 0;
    for (const context of browser.contexts()) for (const page of context.pages()) await page.screenshot({ path: `${pictures}/failed_${i++}.png` }).catch(() => null);
  }
}
await browser.close();
process.exit(failed ? 1 : 0);
