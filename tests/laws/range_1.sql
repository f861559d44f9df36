-- The rules of range/1 said once more, in another language, by somebody who has not seen the Python.
-- Answers for each day: status, ends in ticks, the day the price was made; and each quote's rule, null when it stands.
-- $minimum, $screen_from, $screen_width, $screen_floor, $carry_days: the parameters; $tax, $delivery: the product's, or null.

CREATE OR REPLACE TEMP TABLE ruled AS
WITH stated AS (
    SELECT quotes.*, weights.weight,
        lower(trim(coalesce(nullif(contributor, ''), source, ''))) AS voice,
        CASE unit WHEN 'CNY/t' THEN 1 WHEN 'CNY/kg' THEN 1000 END AS per_tonne,
        coalesce(same.word, lower(quotes.delivery)) AS delivered
    FROM quotes LEFT JOIN weights USING (kind) LEFT JOIN deliveries AS same ON same.other = lower(quotes.delivery)
),
outside AS (
    SELECT *, CASE
        WHEN weight IS NULL THEN 'R1'
        WHEN low IS NULL OR high IS NULL OR low > high THEN 'R2'
        WHEN marked THEN 'R3'
        WHEN per_tonne IS NULL OR tax <> $tax OR delivered <> $delivery THEN 'R4'
    END AS rule_a
    FROM stated
),
bases AS (
    SELECT price_date,
        $tax IS NULL AND count(DISTINCT tax) > 1 AS taxes, $delivery IS NULL AND count(DISTINCT delivered) > 1 AS places
    FROM outside WHERE rule_a IS NULL GROUP BY price_date
),
series AS (
    SELECT outside.*, CASE
        WHEN rule_a IS NOT NULL THEN rule_a
        WHEN (taxes AND tax IS NOT NULL) OR (places AND delivered IS NOT NULL) THEN 'R4'
    END AS rule_b
    FROM outside LEFT JOIN bases USING (price_date)
),
counted AS (  -- tick by tick: a ten-thousandth of a yuan a tonne, half away from zero
    SELECT *,
        CASE WHEN rule_b IS NULL THEN round(low * per_tonne * 10000)::BIGINT END AS low_ticks,
        CASE WHEN rule_b IS NULL THEN round(high * per_tonne * 10000)::BIGINT END AS high_ticks
    FROM series
),
worded AS (
    SELECT *, CASE
        WHEN rule_b IS NOT NULL THEN rule_b
        WHEN row_number() OVER (
            PARTITION BY price_date, rule_b, voice, kind, coalesce(place, ''), volume, coalesce(terms, '')
            ORDER BY published DESC, recorded_at DESC, position DESC, id DESC) > 1 THEN 'R5'
    END AS rule_c
    FROM counted
),
weighed AS (
    SELECT *, CASE
        WHEN rule_c IS NOT NULL THEN rule_c
        WHEN kind <> 'assessment' AND EXISTS (
            SELECT 1 FROM worded AS own WHERE own.rule_c IS NULL AND own.kind = 'assessment'
            AND own.voice = worded.voice AND own.price_date = worded.price_date) THEN 'R6'
    END AS rule_d
    FROM worded
),
middles AS (
    SELECT price_date, count(*) AS quotes,
        list_sort(list(low_ticks + high_ticks))[(count(*) + 1) // 2] AS median
    FROM weighed WHERE rule_d IS NULL GROUP BY price_date
),
scatters AS (
    SELECT price_date, list_sort(list(abs(low_ticks + high_ticks - median)))[(count(*) + 1) // 2] AS scatter
    FROM weighed JOIN middles USING (price_date) WHERE rule_d IS NULL GROUP BY price_date
)
SELECT weighed.*, CASE
    WHEN rule_d IS NOT NULL THEN rule_d
    WHEN quotes >= $screen_from AND abs(low_ticks + high_ticks - median) * 1000
        > greatest($screen_width * scatter, $screen_floor * abs(median)) THEN 'R7'
END AS rule
FROM weighed LEFT JOIN middles USING (price_date) LEFT JOIN scatters USING (price_date);

CREATE OR REPLACE TEMP TABLE made AS
WITH standing AS (
    SELECT *,
        sum(weight) OVER (PARTITION BY price_date ORDER BY low_ticks RANGE UNBOUNDED PRECEDING) AS below_low,
        sum(weight) OVER (PARTITION BY price_date ORDER BY high_ticks RANGE UNBOUNDED PRECEDING) AS below_high,
        sum(weight) OVER (PARTITION BY price_date) AS whole
    FROM ruled WHERE rule IS NULL
)
SELECT price_date,
    CASE WHEN count(DISTINCT nullif(voice, '')) >= $minimum THEN 'assessed' ELSE 'thin' END AS status,
    min(low_ticks) FILTER (2 * below_low >= whole) AS low, min(high_ticks) FILTER (2 * below_high >= whole) AS high
FROM standing GROUP BY price_date;

CREATE OR REPLACE TEMP TABLE answer AS
WITH latest AS (
    SELECT day, max(price_date) AS price_date
    FROM calendar LEFT JOIN made ON price_date BETWEEN day - $carry_days AND day GROUP BY day
)
SELECT day, low, high, floor((low + high)::DECIMAL(30, 1) / 2)::BIGINT AS mid,
    CASE WHEN price_date IS NULL THEN 'suspended' WHEN price_date = day THEN status ELSE 'carried' END AS status,
    CASE WHEN price_date < day THEN price_date END AS as_of
FROM latest LEFT JOIN made USING (price_date);
