SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.orebook_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ': Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.', ERRCODE = 'restrict_violation';
END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.changes (
    sequence bigint NOT NULL,
    id text NOT NULL,
    product text NOT NULL,
    low double precision,
    high double precision,
    unit text NOT NULL,
    price_date character varying(10) NOT NULL,
    spans text NOT NULL,
    document text,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.changes ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.changes_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.documents (
    sequence bigint NOT NULL,
    id text NOT NULL,
    document text NOT NULL,
    content text NOT NULL,
    title text,
    published character varying(10) NOT NULL,
    source text,
    address text,
    "offset" bigint NOT NULL,
    text text NOT NULL,
    format text NOT NULL,
    origins text NOT NULL,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.documents ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.documents_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.events (
    sequence bigint NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    segment text,
    price_date character varying(10) NOT NULL,
    spans text NOT NULL,
    product text,
    who text,
    starts character varying(10),
    ends character varying(10),
    certainty text NOT NULL,
    published character varying(10),
    source text,
    document text,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.events ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.events_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.fetches (
    sequence bigint NOT NULL,
    address text NOT NULL,
    status integer NOT NULL,
    etag text,
    modified text,
    failures integer NOT NULL,
    not_before bigint NOT NULL,
    recorded_at bigint NOT NULL
);
ALTER TABLE public.fetches ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.fetches_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.files (
    sequence bigint NOT NULL,
    key character varying(64) NOT NULL,
    content character varying(64) NOT NULL,
    name text NOT NULL,
    on_day text,
    source text,
    documents text NOT NULL,
    recorded_at bigint NOT NULL
);
ALTER TABLE public.files ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.files_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.manifest (
    sequence bigint NOT NULL,
    document text NOT NULL,
    fact text NOT NULL,
    id text NOT NULL,
    product text,
    price_date character varying(10)
);
ALTER TABLE public.manifest ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.manifest_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.phrases (
    sequence bigint NOT NULL,
    id text NOT NULL,
    cue text NOT NULL,
    link text NOT NULL,
    side text NOT NULL,
    score double precision NOT NULL,
    price_date character varying(10) NOT NULL,
    source text,
    spans text NOT NULL,
    speaker text,
    document text,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.phrases ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.phrases_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.publications (
    sequence bigint NOT NULL,
    id text NOT NULL,
    publication text NOT NULL,
    subject text NOT NULL,
    author text NOT NULL,
    method text NOT NULL,
    content text NOT NULL,
    figures text NOT NULL,
    cites text NOT NULL,
    supersedes text,
    reason text,
    document text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.publications ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.publications_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.quotes (
    sequence bigint NOT NULL,
    id text NOT NULL,
    product text NOT NULL,
    kind text NOT NULL,
    low double precision,
    high double precision,
    unit text NOT NULL,
    price_date character varying(10) NOT NULL,
    published character varying(10) NOT NULL,
    source text,
    contributor text,
    tax text,
    delivery text,
    place text,
    volume double precision,
    terms text,
    spans text NOT NULL,
    printed text NOT NULL,
    repairs text NOT NULL,
    flags text NOT NULL,
    rules text NOT NULL,
    document text,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.quotes ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.quotes_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.refusals (
    sequence bigint NOT NULL,
    id text NOT NULL,
    rule text NOT NULL,
    message text NOT NULL,
    "where" text NOT NULL,
    suggestions text NOT NULL,
    spans text NOT NULL,
    document text,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.refusals ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.refusals_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.releases (
    sequence bigint NOT NULL,
    id text NOT NULL,
    quote text NOT NULL,
    product text NOT NULL,
    price_date character varying(10) NOT NULL,
    basis text NOT NULL,
    evidence text NOT NULL,
    author text,
    reason text NOT NULL,
    document text,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.releases ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.releases_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.schema (
    sequence bigint NOT NULL,
    version integer NOT NULL,
    recorded_at bigint NOT NULL
);
ALTER TABLE public.schema ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.schema_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.statistics (
    sequence bigint NOT NULL,
    id text NOT NULL,
    measure text NOT NULL,
    product text,
    value double precision NOT NULL,
    unit text NOT NULL,
    period text NOT NULL,
    spans text NOT NULL,
    low double precision,
    high double precision,
    who text,
    subject text,
    partner text,
    change double precision,
    change_unit text,
    against text,
    published character varying(10),
    source text,
    document text,
    supersedes text,
    recorded_at bigint NOT NULL,
    available_at bigint NOT NULL,
    backfilled boolean NOT NULL
);
ALTER TABLE public.statistics ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.statistics_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.texts (
    sequence bigint NOT NULL,
    hash character varying(64) NOT NULL,
    path text NOT NULL,
    text text NOT NULL,
    recorded_at bigint NOT NULL
);
ALTER TABLE public.texts ALTER COLUMN sequence ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.texts_sequence_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.changes OVERRIDING SYSTEM VALUE VALUES (1, 'change-8c01c03e1d83a126', 'prnd-oxide', 1, 2, '%', '2025-01-09', '[{"role": "price", "start": 16, "end": 23, "text": "400,000", "document": "f71237a44392fb6e"}]', 'f71237a44392fb6e', NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.documents OVERRIDING SYSTEM VALUE VALUES (1, 'f71237a44392fb6e', 'f71237a44392fb6e', '129e1ddb3c75e3095938dbc7fe6a62a8de874f7b476b46bb62359b06f88694ce', 'Rare earths', '2025-01-09', 'smm', 'https://example.org/1', 0, 'Pr-Nd oxide was 400,000-401,000 yuan/mt; sellers would not sell low. Terbium was quoted at 5.6.', 'text', '[]', NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.documents OVERRIDING SYSTEM VALUE VALUES (2, 'e6bf7405bc52c45c', 'e6bf7405bc52c45c', 'c00850312fe8fa55cca3d00b7bbfc18bc1e7e71465a80480edc82bf7b911b98b', 'Rare earths', '2025-01-08', 'smm', 'https://example.org/1', 0, '氧化镨钕 was 400,000-401,000 yuan/mt; it''s "firm".', 'text', '[]', NULL, 1740830400000000, 1736294400000000, true);
INSERT INTO public.events OVERRIDING SYSTEM VALUE VALUES (1, 'event-09eee06254aa8b95', 'quota', NULL, '2025-01-09', '[{"role": "price", "start": 16, "end": 23, "text": "400,000", "document": "f71237a44392fb6e"}]', NULL, NULL, NULL, NULL, 'stated', NULL, NULL, 'f71237a44392fb6e', NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.fetches OVERRIDING SYSTEM VALUE VALUES (1, 'http://desk/feed', 200, '"1"', NULL, 0, 0, 1795631631465389);
INSERT INTO public.files OVERRIDING SYSTEM VALUE VALUES (1, '245ebd5eda9a443caf3e0b781bf1a7264656bedb63b1127fad45a77ddaf678f9', 'a', 'a.txt', '2025-01-09', 'smm', '[]', 1736510400000000);
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (1, 'f71237a44392fb6e', 'document', 'document-389b096d76aecb02', NULL, NULL);
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (2, 'f71237a44392fb6e', 'quote', 'quote-218285ae777a74d8', 'prnd-oxide', '2025-01-09');
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (3, 'f71237a44392fb6e', 'phrase', 'phrase-ef2024ab4415c459', NULL, '2025-01-09');
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (4, 'f71237a44392fb6e', 'refusal', 'refusal-b2c7a12b3e5623e4', NULL, NULL);
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (5, 'f71237a44392fb6e', 'change', 'change-8c01c03e1d83a126', 'prnd-oxide', '2025-01-09');
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (6, 'f71237a44392fb6e', 'statistic', 'statistic-320818a65d1c01e3', NULL, NULL);
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (7, 'f71237a44392fb6e', 'event', 'event-09eee06254aa8b95', NULL, '2025-01-09');
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (8, 'e6bf7405bc52c45c', 'document', 'document-6d5d22e2394fc647', NULL, NULL);
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (9, 'e6bf7405bc52c45c', 'quote', 'quote-ac405455ab6536a8', 'prnd-oxide', '2025-01-08');
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (10, 'e6bf7405bc52c45c', 'phrase', 'phrase-22cd9aebd381da34', NULL, '2025-01-08');
INSERT INTO public.manifest OVERRIDING SYSTEM VALUE VALUES (11, 'e6bf7405bc52c45c', 'refusal', 'refusal-f0444f4d09a1a43f', NULL, NULL);
INSERT INTO public.phrases OVERRIDING SYSTEM VALUE VALUES (1, 'phrase-ef2024ab4415c459', 'unwilling-to-sell-low', 'oxide-metal', 'seller', 0.8, '2025-01-09', 'smm', '[{"role": "phrase", "start": 0, "end": 1, "text": "P", "document": "f71237a44392fb6e"}]', NULL, 'f71237a44392fb6e', NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.phrases OVERRIDING SYSTEM VALUE VALUES (2, 'phrase-22cd9aebd381da34', 'unwilling-to-sell-low', 'oxide-metal', 'seller', 0.8, '2025-01-08', 'smm', '[{"role": "phrase", "start": 0, "end": 1, "text": "氧", "document": "e6bf7405bc52c45c"}]', NULL, 'e6bf7405bc52c45c', NULL, 1740830400000000, 1736294400000000, true);
INSERT INTO public.publications OVERRIDING SYSTEM VALUE VALUES (1, 'publication-a50180dcd209937c', 'p', 'review 2025-W02', 'ann', 'review/1', '0', '{"mid": 400500.0}', '["quote-218285ae777a74d8"]', NULL, NULL, NULL, 1740830400000001, 1740830400000001, false);
INSERT INTO public.quotes OVERRIDING SYSTEM VALUE VALUES (1, 'quote-218285ae777a74d8', 'prnd-oxide', 'assessment', 400000, 401000, 'CNY/t', '2025-01-09', '2025-01-09', 'smm', NULL, 'included', 'exw', NULL, NULL, NULL, '[{"role": "price", "start": 0, "end": 40, "text": "Pr-Nd oxide was 400,000-401,000 yuan/mt;", "document": "f71237a44392fb6e"}, {"role": "product", "start": 0, "end": 5, "text": "Pr-Nd", "document": "f71237a44392fb6e"}]', '400,000-401,000', '[]', '[]', '[]', 'f71237a44392fb6e', NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.quotes OVERRIDING SYSTEM VALUE VALUES (2, 'quote-ac405455ab6536a8', 'prnd-oxide', 'assessment', 400000, 401000, 'CNY/t', '2025-01-08', '2025-01-08', 'smm', NULL, 'included', 'exw', NULL, NULL, NULL, '[{"role": "price", "start": 0, "end": 40, "text": "氧化镨钕 was 400,000-401,000 yuan/mt; it''s \"", "document": "e6bf7405bc52c45c"}, {"role": "product", "start": 0, "end": 5, "text": "氧化镨钕 ", "document": "e6bf7405bc52c45c"}]', '400,000-401,000', '[]', '[]', '[]', 'e6bf7405bc52c45c', NULL, 1740830400000000, 1736294400000000, true);
INSERT INTO public.refusals OVERRIDING SYSTEM VALUE VALUES (1, 'refusal-b2c7a12b3e5623e4', 'unit', 'No unit.', 'line 1', '["5.6 million CNY/t"]', '[{"role": "statement", "start": 0, "end": 1, "text": "P", "document": "f71237a44392fb6e"}]', 'f71237a44392fb6e', NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.refusals OVERRIDING SYSTEM VALUE VALUES (2, 'refusal-f0444f4d09a1a43f', 'unit', 'No unit.', 'line 1', '["5.6 million CNY/t"]', '[{"role": "statement", "start": 0, "end": 1, "text": "氧", "document": "e6bf7405bc52c45c"}]', 'e6bf7405bc52c45c', NULL, 1740830400000000, 1736294400000000, true);
INSERT INTO public.releases OVERRIDING SYSTEM VALUE VALUES (1, 'release-8747ac8e1d3a11b0', 'quote-218285ae777a74d8', 'prnd-oxide', '2025-01-09', 'decided', '[]', 'Wang Li', 'Two mills confirm.', NULL, NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.schema OVERRIDING SYSTEM VALUE VALUES (1, 3, 1795631631299812);
INSERT INTO public.statistics OVERRIDING SYSTEM VALUE VALUES (1, 'statistic-320818a65d1c01e3', 'output', NULL, 1, 't', '2025-01', '[{"role": "price", "start": 16, "end": 23, "text": "400,000", "document": "f71237a44392fb6e"}]', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'f71237a44392fb6e', NULL, 1736510400000000, 1736510400000000, false);
INSERT INTO public.texts OVERRIDING SYSTEM VALUE VALUES (1, '8ff436def1451285599a1b1ad70800493b8dcafde2912e1a38345633054e4c26', 'a.toml', 'x = 1', 1795631631408897);
INSERT INTO public.texts OVERRIDING SYSTEM VALUE VALUES (2, 'cb8aea0a5b245f5b9ee27f7777e916388c5f004c4ee6d2f2a414fc3de1053b90', 'methods/range-1.toml', 'floor = 0.02', 1795631631408897);
SELECT pg_catalog.setval('public.changes_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.documents_sequence_seq', 2, true);
SELECT pg_catalog.setval('public.events_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.fetches_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.files_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.manifest_sequence_seq', 11, true);
SELECT pg_catalog.setval('public.phrases_sequence_seq', 2, true);
SELECT pg_catalog.setval('public.publications_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.quotes_sequence_seq', 2, true);
SELECT pg_catalog.setval('public.refusals_sequence_seq', 2, true);
SELECT pg_catalog.setval('public.releases_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.schema_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.statistics_sequence_seq', 1, true);
SELECT pg_catalog.setval('public.texts_sequence_seq', 2, true);
ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_id_key UNIQUE (id);
ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_id_key UNIQUE (id);
ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_id_key UNIQUE (id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.fetches
    ADD CONSTRAINT fetches_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_key_key UNIQUE (key);
ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.manifest
    ADD CONSTRAINT manifest_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.phrases
    ADD CONSTRAINT phrases_id_key UNIQUE (id);
ALTER TABLE ONLY public.phrases
    ADD CONSTRAINT phrases_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_id_key UNIQUE (id);
ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_id_key UNIQUE (id);
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.refusals
    ADD CONSTRAINT refusals_id_key UNIQUE (id);
ALTER TABLE ONLY public.refusals
    ADD CONSTRAINT refusals_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_id_key UNIQUE (id);
ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.schema
    ADD CONSTRAINT schema_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.statistics
    ADD CONSTRAINT statistics_id_key UNIQUE (id);
ALTER TABLE ONLY public.statistics
    ADD CONSTRAINT statistics_pkey PRIMARY KEY (sequence);
ALTER TABLE ONLY public.texts
    ADD CONSTRAINT texts_hash_path_key UNIQUE (hash, path);
ALTER TABLE ONLY public.texts
    ADD CONSTRAINT texts_pkey PRIMARY KEY (sequence);
CREATE INDEX changes_by_day ON public.changes USING btree (price_date);
CREATE INDEX changes_by_product ON public.changes USING btree (product, price_date);
CREATE INDEX events_by_day ON public.events USING btree (price_date);
CREATE INDEX events_by_product ON public.events USING btree (product, price_date);
CREATE INDEX ix_fetches_address ON public.fetches USING btree (address);
CREATE INDEX ix_manifest_document ON public.manifest USING btree (document);
CREATE INDEX phrases_by_day ON public.phrases USING btree (price_date);
CREATE INDEX quotes_by_day ON public.quotes USING btree (price_date);
CREATE INDEX quotes_by_product ON public.quotes USING btree (product, price_date);
CREATE INDEX releases_by_day ON public.releases USING btree (price_date);
CREATE INDEX releases_by_product ON public.releases USING btree (product, price_date);
CREATE TRIGGER changes_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.changes FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER documents_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.documents FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER events_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.events FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER fetches_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.fetches FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER files_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.files FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER manifest_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.manifest FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER phrases_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.phrases FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER publications_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.publications FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER quotes_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.quotes FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER refusals_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.refusals FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER releases_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.releases FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER schema_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.schema FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER statistics_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.statistics FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
CREATE TRIGGER texts_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.texts FOR EACH STATEMENT EXECUTE FUNCTION public.orebook_refuse();
ALTER TABLE ONLY public.changes
    ADD CONSTRAINT changes_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.manifest
    ADD CONSTRAINT manifest_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.phrases
    ADD CONSTRAINT phrases_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.quotes
    ADD CONSTRAINT quotes_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.refusals
    ADD CONSTRAINT refusals_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.releases
    ADD CONSTRAINT releases_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
ALTER TABLE ONLY public.statistics
    ADD CONSTRAINT statistics_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);
