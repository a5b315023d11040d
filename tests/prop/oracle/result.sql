-- result.sql: the plan (table x: r, o, packs, computed) as allocation rows, then deliveries and draft
-- invoice lines. Money is in cents, prices in 1/10000 euro, quantities in thousandths.

CREATE VIEW served AS
SELECT row.r, row.Q, row.pack, coalesce(sum(x.packs), 0) AS packs, coalesce(sum(x.computed), 0) AS computed
FROM row LEFT JOIN x USING (r) GROUP BY row.r;

-- An order that is short and an offer, allowed for it, that is not used up never stand together.
INSERT INTO fault
SELECT 'unserved ' || p.r || ' beside unused ' || p.o FROM pair p JOIN served s USING (r) JOIN offer f USING (o)
WHERE s.packs < s.Q AND (SELECT sum(packs) FROM x WHERE x.o = p.o) < f.S
	AND NOT EXISTS (SELECT 1 FROM pinned n WHERE n.r = p.r AND n.o = p.o);
INSERT INTO fault
SELECT 'more than ordered: ' || r FROM served WHERE packs > Q
UNION ALL
SELECT 'more than offered: ' || o FROM offer f WHERE (SELECT sum(packs) FROM x WHERE x.o = f.o) > S
UNION ALL
SELECT 'pair not allowed: ' || r || ' ' || o FROM x
WHERE packs > 0 AND NOT EXISTS (SELECT 1 FROM pair p WHERE p.r = x.r AND p.o = x.o);

CREATE TABLE allocated AS
SELECT row.r, row.day, row.kitchen, row.product AS ordered_product, row.contract, f.product, f.producer, f.batch,
	x.packs * row.pack AS quantity, x.computed * row.pack AS computed, f.price AS offer_price,
	EXISTS (SELECT 1 FROM pinned n WHERE n.r = x.r AND n.o = x.o) AS pin
FROM x JOIN row USING (r) JOIN offer f USING (o)
WHERE x.packs > 0 OR EXISTS (SELECT 1 FROM pinned n WHERE n.r = x.r AND n.o = x.o)
UNION ALL
SELECT row.r, row.day, row.kitchen, row.product, row.contract, row.product, '', '',
	(s.Q - s.packs) * s.pack, (s.Q - s.computed) * s.pack, '', 0
FROM served s JOIN row USING (r) WHERE s.packs < s.Q;

-- The price of what is delivered: of the substitute, not of what was ordered, unless the order names one.
CREATE TABLE priced AS
SELECT DISTINCT a.r, a.product,
	CAST(round(10000 * coalesce(nullif(ordered.price, ''), t.price, p.reference_price)) AS INT) AS price
FROM allocated a JOIN products p ON p.product = a.product
	JOIN ordered ON ordered.day = a.day AND ordered.kitchen = a.kitchen
		AND ordered.product = a.ordered_product AND ordered.contract = a.contract
	LEFT JOIN term t ON t.contract = a.contract AND t.product = a.product
		AND a.day BETWEEN t.valid_from AND t.valid_until;

CREATE VIEW allocation_csv AS
SELECT (SELECT value FROM param WHERE name = 'week') AS week, a.day, a.kitchen, a.ordered_product, a.contract,
	a.product, a.producer, a.batch,
	rtrim(rtrim(printf('%d.%03d', a.quantity / 1000, a.quantity % 1000), '0'), '.') AS quantity, p.unit,
	rtrim(rtrim(printf('%d.%03d', a.computed / 1000, a.computed % 1000), '0'), '.') AS computed,
	CASE a.pin WHEN 1 THEN 'yes' ELSE 'no' END AS pin,
	rtrim(rtrim(printf('%d.%04d', d.price / 10000, d.price % 10000), '0'), '.') AS price,
	a.offer_price AS buy_price, '' AS note
FROM allocated a JOIN products p USING (product) JOIN priced d USING (r, product)
ORDER BY a.day, a.kitchen, a.ordered_product, a.contract, a.product, a.producer, a.batch;

-- ---- deliveries ---------------------------------------------------------------------------------------

-- Without a receipt it was received as sent (the delay is over). A person's "agreed" decides; what
-- is disputed without it waits; a receipt both sides agree to counts; another waits over tolerance.
CREATE TABLE delivered AS
SELECT a.*, 'BL-' || replace(a.day, '-', '') || '-' || a.kitchen || '-' || a.producer AS note,
	CAST(round(CASE WHEN coalesce(c.agreed, '') <> '' THEN c.agreed * 1000
		WHEN c.received IS NULL THEN a.quantity
		ELSE (c.received - coalesce(nullif(c.refused, ''), 0)) * 1000 END) AS INT) AS accepted,
	CAST(round(c.weight_kg * 1000) AS INT) AS weight,
	CASE WHEN c.received IS NULL OR c.agreed <> '' OR c.status = 'agreed' THEN 'agreed'
		WHEN c.status = 'disputed' THEN 'disputed'
		WHEN abs(c.received - coalesce(nullif(c.refused, ''), 0) - a.quantity / 1000.0)
			<= 0.05 * a.quantity / 1000.0 THEN 'agreed' ELSE 'waiting' END AS state
FROM allocated a LEFT JOIN receipts c ON c.day = a.day AND c.kitchen = a.kitchen AND c.product = a.product
	AND c.producer = a.producer AND c.batch = a.batch
WHERE a.producer <> '' AND a.quantity > 0;
INSERT INTO fault SELECT 'a receipt that fits no delivery: ' || c.note || ' ' || c.product FROM receipts c
WHERE NOT EXISTS (SELECT 1 FROM delivered a WHERE c.day = a.day AND c.kitchen = a.kitchen
	AND c.product = a.product AND c.producer = a.producer AND c.batch = a.batch);

-- ---- draft invoice lines ------------------------------------------------------------------------------

-- In mode mandate the producer sells. Its regime gives the category: liable S at the product's rate,
-- flat-rate and franchise E at 0, outside O at 0. What is priced by weight is invoiced by weight.
-- The service is in the price and the levy is the producer's: neither is a line of the kitchen's.
INSERT INTO fault SELECT 'billing mode' WHERE NOT EXISTS (SELECT 1 FROM param
	WHERE name = 'billing.mode' AND value IN ('mandate', 'direct'));
INSERT INTO fault SELECT 'priced by weight, not weighed: ' || note FROM delivered d JOIN products p USING (product)
WHERE p.priced_per = 'kg' AND p.unit <> 'kg' AND weight IS NULL;

CREATE TABLE billed AS
SELECT d.*, p.name AS label, g.vat_regime, k.engagement,
	CASE WHEN p.priced_per = 'kg' AND p.unit <> 'kg' THEN d.weight ELSE d.accepted END AS amount,
	CASE WHEN p.priced_per = 'kg' THEN 'kg' ELSE p.unit END AS unit,
	CASE g.vat_regime WHEN 'liable' THEN p.vat_rate ELSE '0' END AS vat_rate,
	CASE g.vat_regime WHEN 'liable' THEN 'S' WHEN 'outside' THEN 'O' ELSE 'E' END AS vat_category,
	(SELECT max(c.certifier) FROM organic c WHERE c.producer = d.producer AND c.product = d.product
		AND c.day = d.day AND c.status = 'organic') AS certifier
FROM delivered d JOIN products p USING (product) JOIN producers g USING (producer)
	LEFT JOIN contract k ON k.contract = d.contract
WHERE d.state = 'agreed';

-- Half away from zero, once a line: thousandths times 1/10000 euro is 1/100000 cent.
CREATE VIEW lines_csv AS
SELECT b.producer AS seller, '' AS invoice, row_number() OVER (PARTITION BY b.producer, b.kitchen
		ORDER BY b.day, b.contract, b.product, b.batch, b.ordered_product) AS line,
	'' AS "date", substr(b.day, 1, 7) AS period, b.kitchen AS buyer, b.note, b.day, b.contract,
	coalesce(b.engagement, '') AS engagement, b.product, CASE WHEN b.label GLOB '*[,;"]*' THEN '"' || replace(b.label, '"', '""') || '"'
		ELSE b.label END AS label, b.producer, b.batch,
	CASE WHEN b.certifier IS NULL THEN 'no' ELSE 'yes' END AS organic, coalesce(b.certifier, '') AS certifier,
	rtrim(rtrim(printf('%d.%03d', b.amount / 1000, b.amount % 1000), '0'), '.') AS quantity, b.unit,
	rtrim(rtrim(printf('%d.%04d', d.price / 10000, d.price % 10000), '0'), '.') AS price,
	printf('%d.%02d', (2 * b.amount * d.price + 100000) / 200000 / 100,
		(2 * b.amount * d.price + 100000) / 200000 % 100) AS net,
	b.vat_category, b.vat_rate, '' AS exemption, 'goods' AS kind, 'producer' AS "to", '' AS credits
FROM billed b JOIN priced d USING (r, product)
ORDER BY b.producer, b.kitchen, b.day, b.contract, b.product, b.batch, b.ordered_product;
