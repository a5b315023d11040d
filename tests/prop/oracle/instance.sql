-- instance.sql: from the book's tables to the instance of the week: rows, offers, allowed pairs.
-- Quantities are thousandths of the unit, then whole packs; distances are in 100 m.

CREATE TABLE fault (what TEXT);

-- ---- days ------------------------------------------------------------------------------------

CREATE TABLE cal AS
WITH RECURSIVE
	first(jan) AS (SELECT date(substr(value, 1, 4) || '-01-04', '-6 days', 'weekday 1')
		FROM param WHERE name = 'week'),
	monday(d) AS (SELECT date(jan, '+' || (7 * (substr(value, 7) - 1)) || ' days')
		FROM first, param WHERE name = 'week'),
	day(d) AS (SELECT d FROM monday UNION ALL SELECT date(d, '+1 day') FROM day
		WHERE d < date((SELECT d FROM monday), '+6 days'))
SELECT d AS day FROM day;

INSERT INTO fault SELECT 'a week has seven days' WHERE (SELECT count(*) FROM cal WHERE day IS NOT NULL) <> 7;

CREATE VIEW weekday AS
SELECT column1 AS n, column2 AS name FROM (VALUES ('0', 'sun'), ('1', 'mon'), ('2', 'tue'), ('3', 'wed'),
	('4', 'thu'), ('5', 'fri'), ('6', 'sat'));

-- Every day on which a kitchen takes deliveries, over the years its contracts last. What is not in
-- calendar.yaml is not closed.
CREATE TABLE open_day AS
WITH RECURSIVE
	day(d) AS (SELECT '2023-01-01' UNION ALL SELECT date(d, '+1 day') FROM day WHERE d < '2030-12-31')
SELECT k.kitchen, d AS day
FROM kitchens k, day, weekday w
WHERE w.n = strftime('%w', d)
	AND (k.delivery_days = '' OR ' ' || k.delivery_days || ' ' LIKE '% ' || w.name || ' %')
	AND (k.joined = '' OR k.joined <= d) AND (k.left = '' OR d <= k.left)
	AND NOT EXISTS (SELECT 1 FROM closed c WHERE ' ' || k.closures || ' ' LIKE '% ' || c.closure || ' %'
		AND d BETWEEN c."from" AND c.until);
CREATE INDEX open_day_key ON open_day (kitchen, day);

-- ---- contracts ---------------------------------------------------------------------------------

-- Each contract line with the period its minimum and maximum are for, seen from the week's Monday.
CREATE TABLE term AS
SELECT l.contract, l.line, c.kitchen, l.product, l.price,
	max(c."from", l."from") AS valid_from,
	min(c.until, CASE l.until WHEN '' THEN c.until ELSE l.until END) AS valid_until,
	CASE l.per WHEN 'year' THEN max(c."from", l."from", strftime('%Y-01-01', m.day))
		ELSE max(c."from", l."from") END AS per_from,
	CASE l.per WHEN 'year' THEN min(c.until, CASE l.until WHEN '' THEN c.until ELSE l.until END,
			strftime('%Y-12-31', m.day))
		ELSE min(c.until, CASE l.until WHEN '' THEN c.until ELSE l.until END) END AS per_until,
	CAST(round(l."min" * 1000) AS INT) AS least, CAST(round(l."max" * 1000) AS INT) AS most,
	coalesce((SELECT CAST(round(f.quantity * 1000) AS INT) FROM firm f, param p
		WHERE p.name = 'week' AND f.contract = l.contract AND f.line = l.line
		AND p.value BETWEEN f.from_week AND f.until_week), 0) AS firm
FROM line l JOIN contract c USING (contract), (SELECT min(day) AS day FROM cal) m;

INSERT INTO fault SELECT 'contract line per ' || per FROM line WHERE per NOT IN ('', 'year', 'contract');

-- ---- orders: as pial-plan orders gives them ----------------------------------------------------

CREATE TABLE ordered AS
SELECT o.week, o.day, o.kitchen, o.product,
	CASE WHEN o.contract <> '' THEN o.contract ELSE coalesce((SELECT min(t.contract) FROM term t
		WHERE t.kitchen = o.kitchen AND t.product = o.product
		AND o.day BETWEEN t.valid_from AND t.valid_until), '') END AS contract,
	CAST(round(o.quantity * 1000) AS INT) AS quantity, o.unit, o.price
FROM orders o;

INSERT INTO fault SELECT 'a kitchen that sent nothing has firm quantities: ' || t.kitchen
FROM term t WHERE t.firm > 0 AND t.kitchen NOT IN (SELECT kitchen FROM orders)
	AND EXISTS (SELECT 1 FROM cal JOIN open_day d ON d.day = cal.day AND d.kitchen = t.kitchen);
INSERT INTO fault SELECT 'the week is not a draft' FROM status WHERE state <> 'draft';
INSERT INTO fault SELECT 'unit of an order or offer: ' || q.product
FROM (SELECT product, unit FROM orders UNION ALL SELECT product, unit FROM offers) q
	LEFT JOIN products p USING (product) WHERE p.unit IS NULL OR q.unit NOT IN ('', p.unit);
INSERT INTO fault SELECT 'rule or rounding not covered' FROM param
WHERE name = 'allocation.rule' AND value <> 'leximin' OR name = 'allocation.round' AND value <> 'nearest'
	OR name LIKE 'allocation.drops%' OR name LIKE 'allocation.hub%';

-- ---- rows and offers in whole packs --------------------------------------------------------------

-- The firm quantity of the week, or else what is left of the minimum over the days that are left.
CREATE TABLE packed AS
SELECT row_number() OVER (ORDER BY o.day, o.kitchen, o.product, o.contract) AS r, o.*,
	CAST(round(p.pack * 1000) AS INT) AS pack,
	CAST(CASE k.priority WHEN '' THEN 1 ELSE k.priority END AS INT) AS class,
	CASE k.weight WHEN '' THEN 1000 ELSE CAST(round(k.weight * 1000) AS INT) END AS weight,
	t.firm, t.least, t.most, t.per_from, t.per_until,
	(SELECT count(*) FROM open_day d WHERE d.kitchen = o.kitchen AND d.day BETWEEN o.day AND t.per_until)
		AS days_left,
	(SELECT count(*) FROM open_day d WHERE d.kitchen = o.kitchen
		AND d.day BETWEEN t.per_from AND t.per_until) AS deliveries
FROM ordered o JOIN products p USING (product) JOIN kitchens k USING (kitchen)
	LEFT JOIN term t ON t.contract = o.contract AND t.product = o.product
		AND o.day BETWEEN t.valid_from AND t.valid_until;

CREATE TABLE row AS
SELECT *, (2 * quantity + pack) / (2 * pack) AS Q, min((2 * quantity + pack) / (2 * pack),
	CASE WHEN firm > 0 THEN (firm + pack - 1) / pack
		WHEN least > 0 AND days_left > 0
			THEN (least + days_left * pack - 1) / (days_left * pack)
		ELSE 0 END) AS M
FROM packed;

CREATE TABLE offer AS
SELECT row_number() OVER (ORDER BY f.producer, f.product, f.from_day, f.batch) AS o,
	f.producer, f.product, f.batch, f.from_day, f.until_day, f.price, CAST(g.tier AS INT) AS tier,
	CAST(round(f.quantity * 1000) AS INT) / CAST(round(p.pack * 1000) AS INT) AS S,
	p.pack * CASE WHEN p.unit = 'kg' THEN 1000 WHEN p.unit_mass_kg = '' THEN 1000
		ELSE p.unit_mass_kg * 1000 END AS grams,
	CASE g.share WHEN '' THEN 1000 ELSE CAST(round(g.share * 1000) AS INT) END AS share
FROM offers f JOIN products p USING (product) JOIN producers g USING (producer);

-- ---- allowed pairs -------------------------------------------------------------------------------

-- Distance in 100 m: the table, read both ways unless both are given, else 1.35 times the great
-- circle of a sphere of 6371 km; half up.
CREATE TABLE road AS
SELECT g.producer, k.kitchen, CAST(floor(coalesce(
	(SELECT CAST(km AS REAL) FROM distances d WHERE d."from" = g.producer AND d."to" = k.kitchen),
	(SELECT CAST(km AS REAL) FROM distances d WHERE d."from" = k.kitchen AND d."to" = g.producer),
	1.35 * 2 * 6371 * asin(sqrt(pow(sin(radians(k.lat - g.lat) / 2), 2)
		+ cos(radians(k.lat)) * cos(radians(g.lat)) * pow(sin(radians(k.lon - g.lon) / 2), 2))))
	* 10 + 0.5) AS INT) AS hm
FROM producers g, kitchens k;
INSERT INTO fault SELECT 'no distance: ' || producer || ' ' || kitchen FROM road WHERE hm IS NULL;

CREATE TABLE organic AS
SELECT g.producer, p.product, cal.day, c.status, c.certifier
FROM producers g, products p, cal JOIN certificates c ON c.producer = g.producer
	AND cal.day BETWEEN c."from" AND c.until
	AND (c.products = '' OR ' ' || c.products || ' ' LIKE '% ' || p.product || ' %');

CREATE TABLE pair AS
SELECT r.r, f.o, r.day, r.kitchen, r.product AS ordered_product, r.contract, f.producer, f.from_day,
	f.batch, f.product <> r.product AS subst, road.hm, CAST(round(f.grams) AS INT) AS grams
FROM row r, offer f JOIN kitchens k ON k.kitchen = r.kitchen
	JOIN producers g ON g.producer = f.producer
	JOIN products p ON p.product = r.product
	JOIN weekday w ON w.n = strftime('%w', r.day)
	JOIN road ON road.producer = f.producer AND road.kitchen = r.kitchen
WHERE r.Q > 0
	AND (f.product = r.product OR k.substitutes = 'yes'
		AND ' ' || p.substitutes || ' ' LIKE '% ' || f.product || ' %')
	AND (f.from_day = '' OR f.from_day <= r.day) AND (f.until_day = '' OR r.day <= f.until_day)
	AND (g.days = '' OR ' ' || g.days || ' ' LIKE '% ' || w.name || ' %')
	AND EXISTS (SELECT 1 FROM open_day d WHERE d.kitchen = r.kitchen AND d.day = r.day)
	AND (g.joined = '' OR g.joined <= r.day) AND (g.left = '' OR r.day <= g.left)
	AND (k.accepts = '' OR ' ' || k.accepts || ' ' LIKE '% ' || g.tier || ' %')
	AND (k.organic_only <> 'yes' OR EXISTS (SELECT 1 FROM organic c WHERE c.producer = f.producer
		AND c.product = f.product AND c.day = r.day AND c.status = 'organic'))
	AND (NOT EXISTS (SELECT 1 FROM member m WHERE m.contract = r.contract)
		OR EXISTS (SELECT 1 FROM member m WHERE m.contract = r.contract AND m.producer = f.producer
			AND m."from" <= r.day AND (m.until = '' OR r.day <= m.until)))
	AND road.hm <= coalesce((SELECT value * 10 FROM param WHERE name = 'allocation.radius_km'), 1e9)
	AND NOT EXISTS (SELECT 1 FROM exclude e WHERE e.producer = f.producer AND e.kitchen = r.kitchen);

-- ---- pins ----------------------------------------------------------------------------------------

CREATE TABLE pinned AS
SELECT p.r, p.o, CAST(round(s.quantity * 1000) AS INT) / r.pack AS packs,
	CAST(round(s.quantity * 1000) AS INT) % r.pack AS rest
FROM saved s JOIN row r ON r.day = s.day AND r.kitchen = s.kitchen AND r.product = s.ordered_product
		AND r.contract = s.contract
	JOIN pair p ON p.r = r.r AND p.producer = s.producer AND p.batch = s.batch
	JOIN offer f ON f.o = p.o AND f.product = s.product
WHERE s.pin = 'yes';
INSERT INTO fault SELECT 'a pin that fits no allowed pair'
WHERE (SELECT count(*) FROM saved WHERE pin = 'yes') <> (SELECT count(*) FROM pinned WHERE rest = 0);

-- ---- components ----------------------------------------------------------------------------------

-- The smallest row reached from each row, by rows and offers joined by an allowed pair.
CREATE TABLE comp AS
WITH RECURSIVE reach(a, b) AS (
	SELECT DISTINCT r, r FROM pair
	UNION
	SELECT reach.a, q.r FROM reach JOIN pair p ON p.r = reach.b JOIN pair q ON q.o = p.o)
SELECT a AS r, min(b) AS c FROM reach GROUP BY a;

-- ---- weights of kitchens: one source per component -------------------------------------------------

-- What a kitchen needs of a product this week, by needs.csv; blank weeks are the season's ends.
CREATE TABLE need_now AS
SELECT kitchen, product, sum(CAST(round(quantity * 1000) AS INT)) AS quantity
FROM needs, param WHERE param.name = 'week' AND (from_week = '' OR from_week <= param.value)
	AND (until_week = '' OR param.value <= until_week)
GROUP BY kitchen, product HAVING quantity > 0;

-- 1: needs.csv; 2: the contract's firm quantity; 3: its maximum, else its minimum, by delivery; 4: the
-- week's order.
CREATE TABLE source AS
SELECT comp.c, min(CASE WHEN EXISTS (SELECT 1 FROM need_now n WHERE n.kitchen = row.kitchen
		AND n.product = row.product) THEN 1
	WHEN row.firm > 0 THEN 2
	WHEN coalesce(row.most, 0) + coalesce(row.least, 0) > 0 AND row.deliveries > 0 THEN 3 ELSE 4 END) AS rank
FROM comp JOIN (SELECT r, product AS p FROM row) mine USING (r)
	JOIN row ON row.product = mine.p
GROUP BY comp.c;

-- wn / wd is the row's weight; a kitchen's is split between its rows of the product as their packs.
CREATE TABLE weighed AS
SELECT comp.c, row.r,
	row.weight * row.Q * CASE
		WHEN source.rank = 1 AND n.quantity > 0 THEN n.quantity
		WHEN source.rank = 2 AND row.firm > 0 THEN row.firm
		WHEN source.rank = 3 AND row.most > 0 THEN row.most
		WHEN source.rank = 3 AND row.least > 0 THEN row.least
		ELSE mine.Q * row.pack END AS wn,
	mine.Q * CASE WHEN source.rank = 3 AND coalesce(row.most, 0) + coalesce(row.least, 0) > 0
		THEN row.deliveries ELSE 1 END AS wd
FROM comp JOIN row USING (r) JOIN source USING (c)
	JOIN (SELECT kitchen, product, sum(Q) AS Q FROM row GROUP BY kitchen, product) mine
		ON mine.kitchen = row.kitchen AND mine.product = row.product
	LEFT JOIN need_now n ON n.kitchen = row.kitchen AND n.product = row.product;

-- ---- weights of producers ----------------------------------------------------------------------------

-- What the week's contract orders of a product promise each producer, by the contract's shares of
-- the day. A producer counts the products it offers in the component. Only ratios matter: all is
-- multiplied by the sums of shares (two different ones at most), so that it stays whole.
CREATE TABLE member_day AS
SELECT r.r, r.product, r.Q * r.pack AS quantity, m.producer, CAST(round(m.share * 1000) AS INT) AS share
FROM row r JOIN member m ON m.contract = r.contract AND m."from" <= r.day
	AND (m.until = '' OR r.day <= m.until);
CREATE TABLE share_sum AS SELECT r, sum(share) AS total FROM member_day GROUP BY r;
INSERT INTO fault SELECT 'more than two sums of shares'
WHERE (SELECT count(DISTINCT total) FROM share_sum) > 2;

CREATE TABLE promised AS
SELECT d.product, d.producer, sum(d.quantity * d.share
	* (CASE s.total WHEN b.least THEN b.most ELSE b.least END)) AS quantity
FROM member_day d JOIN share_sum s USING (r),
	(SELECT min(total) AS least, max(total) AS most FROM share_sum) b
GROUP BY d.product, d.producer;

-- What the plan's latest version commits each producer to harvest this week, for the need.
CREATE TABLE planned AS
SELECT producer, product, sum(CAST(round(quantity * 1000) AS INT)) AS quantity
FROM plan, param WHERE param.name = 'week' AND week = param.value AND "for" <> 'margin'
	AND max(1, version) = (SELECT max(max(1, version)) FROM plan)
GROUP BY producer, product HAVING quantity > 0;

CREATE TABLE entry AS
WITH offered AS (SELECT DISTINCT comp.c, f.producer, f.product, f.share FROM pair
	JOIN comp USING (r) JOIN offer f USING (o) WHERE f.tier = 1 AND f.S > 0)
SELECT c, producer, share,
	CASE WHEN c IN (SELECT c FROM offered JOIN planned USING (product))
		THEN sum(coalesce((SELECT quantity FROM planned q WHERE q.product = offered.product
			AND q.producer = offered.producer), 0))
		WHEN c IN (SELECT c FROM offered JOIN promised USING (product))
		THEN sum(coalesce((SELECT quantity FROM promised q WHERE q.product = offered.product
			AND q.producer = offered.producer), 0))
		ELSE share END AS w
FROM offered GROUP BY c, producer;

-- ---- who met when ---------------------------------------------------------------------------------------

CREATE TABLE last_met AS
SELECT producer, kitchen, CAST(min((julianday((SELECT min(day) FROM cal)) - julianday(date(substr(week, 1, 4)
	|| '-01-04', '-6 days', 'weekday 1', '+' || (7 * (substr(week, 7) - 1)) || ' days'))) / 7) AS INT) AS weeks
FROM met GROUP BY producer, kitchen;

-- ---- the component's tables, as solve.awk reads them ---------------------------------------------------

CREATE VIEW given AS
SELECT c, 1 AS kind, r AS k, 'row|' || c || '|' || r || '|' || class || '|' || Q || '|' || M || '|' || wn || '|'
	|| wd || '|' || day || ' ' || kitchen || ' ' || product || ' ' || contract || '|' || (Q * pack) AS text
FROM row JOIN weighed USING (r)
UNION ALL
SELECT c, 2, 0, 'producer|' || c || '|' || producer || '|' || w || '|' || share FROM entry
UNION ALL
SELECT DISTINCT comp.c, 3, f.o, 'offer|' || comp.c || '|' || f.o || '|' || f.producer || '|' || f.tier || '|' || f.S || '|'
	|| CASE WHEN f.tier = 2 THEN CAST(round(coalesce(nullif(f.price, ''), 0) * 10000) AS INT) ELSE 0 END
FROM pair JOIN comp USING (r) JOIN offer f USING (o)
UNION ALL
SELECT comp.c, 4, row_number() OVER (ORDER BY p.day, p.kitchen, p.ordered_product, p.contract, p.producer,
		p.from_day, p.batch, p.o),
	'arc|' || comp.c || '|' || p.r || '|' || p.o || '|' || p.subst || '|' || (p.hm * p.grams) || '|'
	|| (coalesce(m.weeks, 53) = 1) || '|' || min(coalesce(m.weeks, 53), 53) || '|'
	|| coalesce((SELECT packs FROM pinned n WHERE n.r = p.r AND n.o = p.o), '')
FROM pair p JOIN comp USING (r) LEFT JOIN last_met m ON m.producer = p.producer AND m.kitchen = p.kitchen;
