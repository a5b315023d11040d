// look.mjs ROOM CHROMIUM PAGE.html...: pages in a real browser, as TAP.
//
// ROOM holds node_modules and receives pictures (ROOM/shots). Each page is opened from its file, as people do,
// at 360 and 1280 pixels, light and dark, and as paper. A page whose name begins with "hostile" has names for
// figures: what compares figures leaves it out.

import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [room, chromium, ...pages] = process.argv.slice(2);
const require = createRequire(path.resolve(room, 'package.json'));
const playwright = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const shots = path.join(room, 'shots');
fs.mkdirSync(shots, { recursive: true });

const told = (name, findings) => {
	for (const finding of findings.slice(0, 12)) console.log('# ' + finding.replace(/\n/g, ' '));
	console.log(`${findings.length ? 'not ok' : 'ok'} - browser: ${name}`);
};

// ---- What is looked for, inside the page ----

// Elements that stick out, unless a region around them scrolls.
const overflow = () => {
	const found = [];
	if (document.documentElement.scrollWidth > innerWidth)
		found.push(`the page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`);
	for (const element of document.querySelectorAll('main *, header *')) {
		if (element.closest('.scroll, svg, .skip') || element.matches('caption, thead, thead *')) continue;
		const box = element.getBoundingClientRect();
		if (box.width && (box.right > innerWidth + 0.5 || box.left < -0.5))
			found.push(`${element.tagName} from ${box.left} to ${box.right}: ${element.textContent.slice(0, 40)}`);
	}
	// A text that stands on its head: a letter a line.
	for (const element of document.querySelectorAll('caption, h1, h2, h3, p, td, th, dt, dd, summary')) {
		const box = element.getBoundingClientRect(), head = element.closest('thead');
		if (head && getComputedStyle(head).position === 'absolute') continue;
		if (box.width > 1 && box.height > 1 && element.textContent.length > 6 && box.width < 30 && box.height > 3 * box.width)
			found.push(`${element.tagName} is ${box.width} wide: ${element.textContent.slice(0, 40)}`);
	}
	return found;
};

const structure = () => {
	const found = [];
	if (!document.documentElement.lang) found.push('no lang');
	for (const article of document.querySelectorAll('article')) {
		const count = article.querySelectorAll('h1').length;
		if (count !== 1) found.push(`${count} h1 in a document`);
	}
	if (!document.querySelector('article')) found.push('no document');
	for (const th of document.querySelectorAll('th')) if (!th.scope) found.push(`no scope: ${th.textContent}`);
	for (const table of document.querySelectorAll('table'))
		if (!table.caption?.textContent) found.push('a table without a caption');
	for (const svg of document.querySelectorAll('svg'))
		if (svg.getAttribute('role') !== 'img' || !svg.querySelector(':scope > title')?.textContent ||
			!svg.querySelector(':scope > desc')?.textContent) found.push('a drawing without title or description');
	for (const element of document.querySelectorAll('*'))
		for (const attribute of element.attributes)
			if (/^on/i.test(attribute.name) || /^\s*javascript:/i.test(attribute.value))
				found.push(`${element.tagName} ${attribute.name}`);
	for (const element of document.querySelectorAll('script, iframe, object, embed, link, img, base, form'))
		found.push(`a ${element.tagName}`);
	return found;
};

// Each figure's drawing says what its tables say, and is as long as it says.
const figures = () => {
	const found = [];
	const number = text => Number(text.replace(/[\s\u00a0\u202f]/g, '').replace('−', '-').replace(',', '.')
		.match(/^[-+]?\d+(\.\d+)?/)?.[0] ?? NaN);
	for (const figure of document.querySelectorAll('figure')) {
		const title = figure.querySelector('figcaption').textContent.slice(0, 30);
		const table = new Set();
		for (const cell of figure.querySelectorAll('td, th'))
			for (const node of cell.querySelectorAll('.d').length ? cell.childNodes : [cell])
				table.add(node.textContent.replace(/^!\u00a0/, '').trim());
		const shown = [...figure.querySelectorAll('svg')].filter(svg => svg.getBoundingClientRect().width);
		if (shown.length !== 1) found.push(`${title}: ${shown.length} drawings are shown`);
		const svg = shown[0];
		for (const text of svg.querySelectorAll('text.v'))
			for (const part of text.textContent.split(' / '))
				if (!table.has(part.trim())) found.push(`${title}: "${part}" is not in the table`);
		// What is drawn is what the tip says, in one scale for all.
		let unit;
		for (const mark of svg.querySelectorAll('[data-v]')) {
			const tip = mark.querySelector('title')?.textContent.split(' · ').pop();
			const value = Number(mark.dataset.v);
			if (!tip) continue;
			if (!table.has(tip.trim())) found.push(`${title}: "${tip}" is not in the table`);
			if (!value) continue;
			// The text may be rounded: a half of its last place.
			unit ??= 10 ** Math.round(Math.log10(value / number(tip)));
			const half = unit / 2 / 10 ** (tip.match(/\d,(\d+)/)?.[1].length ?? 0);
			if (Math.abs(value - number(tip) * unit) > half + 1e-6)
				found.push(`${title}: ${mark.dataset.v} is drawn for "${tip}"`);
		}
		const alike = (name, marks, size) => {
			const most = Math.max(...marks.map(mark => Math.abs(mark.dataset.v)));
			const scale = Math.max(...marks.map(size)) / most;
			for (const mark of marks)
				if (Math.abs(size(mark) - Math.abs(mark.dataset.v) * scale) > 2)
					found.push(`${title}: ${name} of ${mark.dataset.v} is ${size(mark)} long`);
		};
		const width = mark => mark.width.baseVal.value, height = mark => mark.height.baseVal.value;
		const groups = Object.groupBy(svg.querySelectorAll('rect[class^=o][data-v]'), mark => mark.className.baseVal);
		const sets = Object.values(groups);
		if (sets.length > 1 && sets.every(set => set.length === 1)) alike('part', sets.flat(), width);
		else for (const set of sets) alike('bar', set, width);
		const ends = [...svg.querySelectorAll('rect.node[data-v], rect[class^=f][data-v]')]
			.filter(mark => svg.querySelector('.ribbon'));
		if (ends.length) alike('end', ends, height);
		const points = [...svg.querySelectorAll('.line ~ circle[data-v]')];
		if (points.length > 2) {
			const by = [...points].sort((a, b) => a.dataset.v - b.dataset.v), first = by[0], last = by.at(-1);
			const y = mark => mark.cy.baseVal.value;
			const slope = (y(last) - y(first)) / (last.dataset.v - first.dataset.v);
			for (const mark of points)
				if (Math.abs(y(first) + slope * (mark.dataset.v - first.dataset.v) - y(mark)) > 1.5)
					found.push(`${title}: a point of ${mark.dataset.v} is at ${y(mark)}`);
		}
	}
	return found;
};

const dead = directory => {
	const targets = [];
	for (const link of document.querySelectorAll('a')) {
		const href = link.getAttribute('href');
		if (/^[a-z][a-z0-9+.-]*:|^\//i.test(href)) targets.push({ href, outside: true });
		else if (!href.startsWith('#')) targets.push({ href });
		else if (!document.getElementById(decodeURIComponent(href.slice(1)))) targets.push({ href, outside: true });
	}
	return targets;
};

const paper = () => {
	const found = [];
	if (getComputedStyle(document.body).color !== 'rgb(0, 0, 0)') found.push('letters are not black');
	if (getComputedStyle(document.body).backgroundColor !== 'rgba(0, 0, 0, 0)') found.push('a coloured page');
	for (const tr of document.querySelectorAll('tr'))
		if (getComputedStyle(tr).breakInside !== 'avoid') found.push('a row can be cut');
	for (const head of document.querySelectorAll('thead'))
		if (getComputedStyle(head).display !== 'table-header-group') found.push('a head is not repeated');
	return found;
};

// ---- Driving ----

const browser = await playwright.chromium.launch({
	executablePath: chromium,
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
		'--disable-component-update', '--disable-sync'],
});

const open = async (file, options, said) => {
	const context = await browser.newContext(options);
	const page = await context.newPage();
	page.on('console', message => said.push(`console: ${message.text()}`));
	page.on('pageerror', error => said.push(`error: ${error.message}`));
	page.on('request', request => request.url().startsWith('file:') || said.push(`asks for ${request.url()}`));
	page.on('requestfailed', request => said.push(`failed: ${request.url()}`));
	page.on('dialog', dialog => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
	await page.goto(pathToFileURL(path.resolve(file)).href);
	return page;
};

// Every link, fold and region is reached by the tabulator.
const unreached = async page => {
	const all = await page.evaluate(() => {
		const list = [...document.querySelectorAll('a[href], summary, [tabindex="0"]')];
		list.forEach((element, i) => element.setAttribute('data-stop', i));
		return list.length;
	});
	const seen = new Set();
	for (let i = 0; i < all + 2; i++) {
		await page.keyboard.press('Tab');
		seen.add(await page.evaluate(() => document.activeElement?.getAttribute('data-stop')));
	}
	return Array.from({ length: all }, (_, i) => String(i)).filter(i => !seen.has(i)).map(i => `stop ${i} of ${all}`);
};

for (const file of pages) {
	const name = path.relative(path.join(room, 'pages'), path.resolve(file)).replace(/\.html$/, '').replaceAll(path.sep, '-');
	for (const width of [360, 1280]) {
		for (const colorScheme of ['light', 'dark']) {
			const what = `${name}, ${width} pixels, ${colorScheme}`, said = [];
			const page = await open(file, { viewport: { width, height: 900 }, colorScheme }, said);
			told(`${what}: nothing is wider than the page`, await page.evaluate(overflow));
			const { violations } = await page.evaluate(`${axe}; axe.run()`);
			told(`${what}: axe-core has nothing to say`, violations.flatMap(violation =>
				violation.nodes.slice(0, 3).map(node => `${violation.id}: ${violation.help}: ${node.html.slice(0, 160)}`)));
			if (!name.startsWith('hostile')) told(`${what}: figures are those of the tables`, await page.evaluate(figures));
			await page.screenshot({ path: path.join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true, timeout: 120000 });
			told(`${what}: nothing is said or asked for`, said);
			await page.context().close();
		}
	}
	const said = [];
	const page = await open(file, { viewport: { width: 680, height: 960 }, colorScheme: 'dark' }, said);
	told(`${name}: language, headings, scopes, captions, nothing that runs`, await page.evaluate(structure));
	told(`${name}: links are alive`, (await page.evaluate(dead)).filter(({ href, outside }) => outside ||
		!fs.existsSync(path.join(path.dirname(file), decodeURIComponent(href.split('#')[0])))).map(({ href }) => href));
	told(`${name}: the keyboard reaches all`, await unreached(page));
	await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
	told(`${name}, on paper: black on white, whole rows, heads again`, await page.evaluate(paper));
	// Documents that lie across have the other side of A4.
	if (await page.evaluate(() => !!document.querySelector('article.wide')))
		await page.setViewportSize({ width: 1009, height: 640 });
	told(`${name}, on paper: nothing is wider than A4`, await page.evaluate(overflow));
	await page.pdf({ path: path.join(shots, `${name}.pdf`), preferCSSPageSize: true });
	await page.context().close();
}
await browser.close();
