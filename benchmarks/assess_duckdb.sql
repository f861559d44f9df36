-- range/2 over the columns of an archive, as one would write it for DuckDB: numbered codes, one pass of filters, hash aggregates
-- where they do, windows where they must. Words after a dollar sign are parameters. Tables: product, ratio, kind, flag, source, contributor, delivery.
-- Each product stands in one file, sorted as stated, so a row's number in its file is the order of statements.
CREATE OR REPLACE TEMP TABLE quote AS
SELECT q.product, q.price_date, q.file_row_number AS row, q.kind, k.weight, k.market, k.own, q.place, q.terms, q.volume,
       CASE WHEN q.contributor <> 0 THEN c.voice ELSE s.voice END AS voice, c.voice AS named,
       p.tax = 0 AS tax_open, p.base = 0 AS base_open, q.tax, d.word AS delivery,
       r.above, r.below, q.low, q.high,
       coalesce(k.weight > 0 AND q.low <= q.high AND isfinite(q.low) AND isfinite(q.high) AND r.below > 0
         AND (p.tax = 0 OR q.tax = 0 OR q.tax = p.tax) AND (p.base = 0 OR d.word = 0 OR d.word = p.base)
         AND (f.mark = 0 OR (f.mark = 2 AND q.released_at <= $known_at))
         AND (isnan(q.volume) OR q.volume >= p.lot) AND q.corrected_at > $known_at, false) AS taken
FROM read_parquet($files, file_row_number = true) q
JOIN product p ON p.product = q.product
JOIN kind k ON k.kind = q.kind
JOIN flag f ON f.flags = q.flags
JOIN source s ON s.source = q.source
JOIN contributor c ON c.contributor = q.contributor
JOIN delivery d ON d.delivery = q.delivery
LEFT JOIN ratio r ON r.product = q.product AND r.unit = q.unit
WHERE q.available_at <= $known_at;

CREATE OR REPLACE TEMP TABLE stands AS
WITH disputed AS (  -- R4: open bases on which the day's quotes contradict one another
    SELECT product, price_date, bool_or(tax_open) AND count(DISTINCT tax) FILTER (tax <> 0) > 1 AS taxes,
           bool_or(base_open) AND count(DISTINCT delivery) FILTER (delivery <> 0) > 1 AS deliveries
    FROM quote WHERE taken AND (tax_open OR base_open) AND (tax <> 0 OR delivery <> 0)
    GROUP BY ALL HAVING taxes OR deliveries
), whole AS (  -- R4: millionths of the unit quoted
    SELECT * EXCLUDE (low, high), round(low * 1e6)::BIGINT AS low6, round(high * 1e6)::BIGINT AS high6 FROM quote WHERE taken
), last_word AS (  -- R7
    SELECT q.product, q.price_date, voice, kind, max(row) AS row, any_value(weight) AS weight,
           any_value(market) AS market, any_value(own) AS own, max_by(named, row) AS named,
           max_by((low6 // below) * above + (2 * (low6 % below) * above + below) // (2 * below), row) AS low,
           max_by((high6 // below) * above + (2 * (high6 % below) * above + below) // (2 * below), row) AS high
    FROM whole q LEFT JOIN disputed d ON d.product = q.product AND d.price_date = q.price_date
    WHERE NOT coalesce((d.taxes AND q.tax <> 0) OR (d.deliveries AND q.delivery <> 0), false)
    GROUP BY q.product, q.price_date, voice, kind, place, terms, volume
), free AS (  -- R8
    SELECT *, low + high AS middle FROM last_word
    QUALIFY own OR NOT bool_or(own) OVER (PARTITION BY product, price_date, voice)
), median AS (
    SELECT product, price_date, quantile_disc(middle, 0.5) AS middle FROM free
    GROUP BY ALL HAVING count(*) >= $screen_from
), allowed AS (
    SELECT f.product, f.price_date, any_value(m.middle) AS middle,
           greatest($screen_width * quantile_disc(abs(f.middle - m.middle), 0.5),
                    $screen_floor * abs(any_value(m.middle))) AS allowed
    FROM free f JOIN median m USING (product, price_date) GROUP BY ALL
)  -- R10
SELECT f.* EXCLUDE (own, weight), f.weight::BIGINT * 1000 AS weight
FROM free f LEFT JOIN allowed a USING (product, price_date)
WHERE a.allowed IS NULL OR abs(f.middle - a.middle) * 1000 <= a.allowed;

CREATE OR REPLACE TEMP TABLE counted AS
WITH whose AS (
    SELECT product, price_date, named, sum(weight)::BIGINT AS total FROM stands WHERE named <> 0 GROUP BY ALL
), cell AS (  -- only days on which somebody may be above the cap
    SELECT product, price_date, sum(weight)::BIGINT AS whole, coalesce(sum(weight) FILTER (named = 0), 0)::BIGINT AS rest,
    FROM stands GROUP BY ALL HAVING bool_or(named <> 0) AND count(*) > 1
), ranked AS (
    SELECT product, price_date, total, rest, row_number() OVER largest - 1 AS above,
           rest + coalesce(sum(total) OVER smaller, 0)::BIGINT AS tail,
           count(*) OVER (PARTITION BY product, price_date) AS n, min(total) OVER (PARTITION BY product, price_date) AS least
    FROM whose JOIN cell USING (product, price_date)
    WINDOW largest AS (PARTITION BY product, price_date ORDER BY total DESC, named),
           smaller AS (PARTITION BY product, price_date ORDER BY total DESC, named
                       ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
), limits AS (  -- R11: the first k that leaves the next one within the limit
    SELECT product, price_date, any_value(n) AS n, any_value(rest) AS rest, any_value(least) AS least,
           arg_min($cap * tail // free, above) FILTER (total <= $cap * tail // free) AS found
    FROM (SELECT *, CASE WHEN 1000 > $cap * above THEN 1000 - $cap * above END AS free FROM ranked) GROUP BY ALL
), limited AS (
    SELECT product, price_date, coalesce(nullif(coalesce(found,
           $cap * rest // CASE WHEN 1000 > $cap * n THEN 1000 - $cap * n END), 0), least) AS most
    FROM limits
)
SELECT s.* REPLACE (CASE WHEN w.total > l.most THEN greatest(1, s.weight * l.most // w.total) ELSE s.weight END AS weight),
       coalesce(w.total > l.most, false) AS capped
FROM stands s LEFT JOIN limited l USING (product, price_date)
LEFT JOIN whose w ON w.product = s.product AND w.price_date = s.price_date AND w.named = s.named;

CREATE OR REPLACE TEMP TABLE priced AS
WITH lows AS (  -- R12
    SELECT product, price_date, low AS price, 2 * sum(weight) OVER reached >= sum(weight) OVER (PARTITION BY product, price_date) AS half
    FROM counted WINDOW reached AS (PARTITION BY product, price_date ORDER BY low, row ROWS UNBOUNDED PRECEDING)
), highs AS (
    SELECT product, price_date, high AS price, 2 * sum(weight) OVER reached >= sum(weight) OVER (PARTITION BY product, price_date) AS half
    FROM counted WINDOW reached AS (PARTITION BY product, price_date ORDER BY high, row ROWS UNBOUNDED PRECEDING)
), low AS (SELECT product, price_date, min(price) AS low FROM lows WHERE half GROUP BY ALL
), high AS (SELECT product, price_date, min(price) AS high FROM highs WHERE half GROUP BY ALL
), voices AS (
    SELECT product, price_date, voice, sum(weight)::BIGINT AS total, count(*) AS quotes, bool_or(capped) AS capped,
           count(*) FILTER (NOT market OR named = 0) AS others, bool_or(market AND named <> 0) AS contributes
    FROM counted GROUP BY ALL
), cells AS (
    SELECT product, price_date, sum(quotes)::INT AS used, (count(*) FILTER (voice <> 0))::INT AS independent,
           max(total) AS largest, sum(total)::BIGINT AS whole, bool_or(capped) AS capped, sum(others) AS others,
           count(*) FILTER (contributes) AS contributors
    FROM voices GROUP BY ALL
), known AS (SELECT product, price_date, count(*) AS known FROM quote GROUP BY ALL)
SELECT *, known - used AS set_aside,  -- R13, R15
       CASE WHEN contributors >= $enough THEN 0 WHEN others = 0 THEN 1 WHEN independent >= $minimum THEN 0 ELSE 2 END AS rung,
       capped::INT + 2 * (largest * 1000 > $half * whole)::INT AS flags
FROM cells JOIN low USING (product, price_date) JOIN high USING (product, price_date) JOIN known USING (product, price_date);

CREATE OR REPLACE TEMP TABLE chained AS  -- R14: stretches of days each blended with the one before
WITH before AS (
    SELECT *, lag(price_date) OVER (PARTITION BY product ORDER BY price_date) AS last FROM priced
), leaning AS (
    SELECT *, rung = 1 AND coalesce(price_date - last <= $carry_days, false) AS leans FROM before
), runs AS (
    SELECT *, count(*) FILTER (NOT leans) OVER (PARTITION BY product ORDER BY price_date) AS run FROM leaning
)
SELECT *, row_number() OVER (PARTITION BY product, run ORDER BY price_date) AS place,
       count(*) OVER (PARTITION BY product, run) AS length FROM runs;

CREATE OR REPLACE TABLE answer AS
WITH RECURSIVE link AS (SELECT product, run, place, low, high FROM chained WHERE length > 1),
blended AS (
    SELECT product, run, place, low, high FROM link WHERE place = 1
    UNION ALL
    SELECT l.product, l.run, l.place,
           b.low + ($fresh * (l.low - b.low) - ((($fresh * (l.low - b.low)) % 1000) + 1000) % 1000) // 1000,
           b.high + ($fresh * (l.high - b.high) - ((($fresh * (l.high - b.high)) % 1000) + 1000) % 1000) // 1000
    FROM blended b JOIN link l ON l.product = b.product AND l.run = b.run AND l.place = b.place + 1
)
SELECT c.product, c.price_date, coalesce(b.low, c.low) AS low, coalesce(b.high, c.high) AS high,
       CASE WHEN rung = 1 AND NOT leans THEN 2 ELSE rung END AS status, used, set_aside, independent, largest, whole, flags,
       CASE WHEN leans THEN last END AS blended_with
FROM chained c LEFT JOIN blended b ON c.length > 1 AND b.product = c.product AND b.run = c.run AND b.place = c.place;
