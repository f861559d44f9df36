BEGIN TRANSACTION;
CREATE TABLE changes (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	product TEXT NOT NULL, 
	low DOUBLE, 
	high DOUBLE, 
	unit TEXT NOT NULL, 
	price_date VARCHAR(10) NOT NULL, 
	spans TEXT NOT NULL, 
	document TEXT, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "changes" VALUES(1,'change-8c01c03e1d83a126','prnd-oxide',1.0,2.0,'%','2025-01-09','[{"role": "price", "start": 16, "end": 23, "text": "400,000", "document": "f71237a44392fb6e"}]','f71237a44392fb6e',NULL,1736510400000000,1736510400000000,0);
CREATE TABLE documents (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	document TEXT NOT NULL, 
	content TEXT NOT NULL, 
	title TEXT, 
	published VARCHAR(10) NOT NULL, 
	source TEXT, 
	address TEXT, 
	"offset" BIGINT NOT NULL, 
	text TEXT NOT NULL, 
	format TEXT NOT NULL, 
	origins TEXT NOT NULL, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "documents" VALUES(1,'f71237a44392fb6e','f71237a44392fb6e','129e1ddb3c75e3095938dbc7fe6a62a8de874f7b476b46bb62359b06f88694ce','Rare earths','2025-01-09','smm','https://example.org/1',0,'Pr-Nd oxide was 400,000-401,000 yuan/mt; sellers would not sell low. Terbium was quoted at 5.6.','text','[]',NULL,1736510400000000,1736510400000000,0);
INSERT INTO "documents" VALUES(2,'e6bf7405bc52c45c','e6bf7405bc52c45c','c00850312fe8fa55cca3d00b7bbfc18bc1e7e71465a80480edc82bf7b911b98b','Rare earths','2025-01-08','smm','https://example.org/1',0,'氧化镨钕 was 400,000-401,000 yuan/mt; it''s "firm".','text','[]',NULL,1740830400000000,1736294400000000,1);
CREATE TABLE events (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	segment TEXT, 
	price_date VARCHAR(10) NOT NULL, 
	spans TEXT NOT NULL, 
	product TEXT, 
	who TEXT, 
	starts VARCHAR(10), 
	ends VARCHAR(10), 
	certainty TEXT NOT NULL, 
	published VARCHAR(10), 
	source TEXT, 
	document TEXT, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "events" VALUES(1,'event-09eee06254aa8b95','quota',NULL,'2025-01-09','[{"role": "price", "start": 16, "end": 23, "text": "400,000", "document": "f71237a44392fb6e"}]',NULL,NULL,NULL,NULL,'stated',NULL,NULL,'f71237a44392fb6e',NULL,1736510400000000,1736510400000000,0);
CREATE TABLE fetches (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	address TEXT NOT NULL, 
	status INTEGER NOT NULL, 
	etag TEXT, 
	modified TEXT, 
	failures INTEGER NOT NULL, 
	not_before BIGINT NOT NULL, 
	recorded_at BIGINT NOT NULL
);
INSERT INTO "fetches" VALUES(1,'http://desk/feed',200,'"1"',NULL,0,0,1795631629035203);
CREATE TABLE files (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" VARCHAR(64) NOT NULL, 
	content VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	on_day TEXT, 
	source TEXT, 
	documents TEXT NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	UNIQUE ("key")
);
INSERT INTO "files" VALUES(1,'245ebd5eda9a443caf3e0b781bf1a7264656bedb63b1127fad45a77ddaf678f9','a','a.txt','2025-01-09','smm','[]',1736510400000000);
CREATE TABLE manifest (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	document TEXT NOT NULL, 
	fact TEXT NOT NULL, 
	id TEXT NOT NULL, 
	product TEXT, 
	price_date VARCHAR(10), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "manifest" VALUES(1,'f71237a44392fb6e','document','document-389b096d76aecb02',NULL,NULL);
INSERT INTO "manifest" VALUES(2,'f71237a44392fb6e','quote','quote-218285ae777a74d8','prnd-oxide','2025-01-09');
INSERT INTO "manifest" VALUES(3,'f71237a44392fb6e','phrase','phrase-ef2024ab4415c459',NULL,'2025-01-09');
INSERT INTO "manifest" VALUES(4,'f71237a44392fb6e','refusal','refusal-b2c7a12b3e5623e4',NULL,NULL);
INSERT INTO "manifest" VALUES(5,'f71237a44392fb6e','change','change-8c01c03e1d83a126','prnd-oxide','2025-01-09');
INSERT INTO "manifest" VALUES(6,'f71237a44392fb6e','statistic','statistic-320818a65d1c01e3',NULL,NULL);
INSERT INTO "manifest" VALUES(7,'f71237a44392fb6e','event','event-09eee06254aa8b95',NULL,'2025-01-09');
INSERT INTO "manifest" VALUES(8,'e6bf7405bc52c45c','document','document-6d5d22e2394fc647',NULL,NULL);
INSERT INTO "manifest" VALUES(9,'e6bf7405bc52c45c','quote','quote-ac405455ab6536a8','prnd-oxide','2025-01-08');
INSERT INTO "manifest" VALUES(10,'e6bf7405bc52c45c','phrase','phrase-22cd9aebd381da34',NULL,'2025-01-08');
INSERT INTO "manifest" VALUES(11,'e6bf7405bc52c45c','refusal','refusal-f0444f4d09a1a43f',NULL,NULL);
CREATE TABLE phrases (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	cue TEXT NOT NULL, 
	link TEXT NOT NULL, 
	side TEXT NOT NULL, 
	score DOUBLE NOT NULL, 
	price_date VARCHAR(10) NOT NULL, 
	source TEXT, 
	spans TEXT NOT NULL, 
	speaker TEXT, 
	document TEXT, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "phrases" VALUES(1,'phrase-ef2024ab4415c459','unwilling-to-sell-low','oxide-metal','seller',0.8,'2025-01-09','smm','[{"role": "phrase", "start": 0, "end": 1, "text": "P", "document": "f71237a44392fb6e"}]',NULL,'f71237a44392fb6e',NULL,1736510400000000,1736510400000000,0);
INSERT INTO "phrases" VALUES(2,'phrase-22cd9aebd381da34','unwilling-to-sell-low','oxide-metal','seller',0.8,'2025-01-08','smm','[{"role": "phrase", "start": 0, "end": 1, "text": "氧", "document": "e6bf7405bc52c45c"}]',NULL,'e6bf7405bc52c45c',NULL,1740830400000000,1736294400000000,1);
CREATE TABLE publications (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	publication TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	author TEXT NOT NULL, 
	method TEXT NOT NULL, 
	content TEXT NOT NULL, 
	figures TEXT NOT NULL, 
	cites TEXT NOT NULL, 
	supersedes TEXT, 
	reason TEXT, 
	document TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "publications" VALUES(1,'publication-a50180dcd209937c','p','review 2025-W02','ann','review/1','0','{"mid": 400500.0}','["quote-218285ae777a74d8"]',NULL,NULL,NULL,1740830400000001,1740830400000001,0);
CREATE TABLE quotes (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	product TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	low DOUBLE, 
	high DOUBLE, 
	unit TEXT NOT NULL, 
	price_date VARCHAR(10) NOT NULL, 
	published VARCHAR(10) NOT NULL, 
	source TEXT, 
	contributor TEXT, 
	tax TEXT, 
	delivery TEXT, 
	place TEXT, 
	volume DOUBLE, 
	terms TEXT, 
	spans TEXT NOT NULL, 
	printed TEXT NOT NULL, 
	repairs TEXT NOT NULL, 
	flags TEXT NOT NULL, 
	rules TEXT NOT NULL, 
	document TEXT, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "quotes" VALUES(1,'quote-218285ae777a74d8','prnd-oxide','assessment',400000.0,401000.0,'CNY/t','2025-01-09','2025-01-09','smm',NULL,'included','exw',NULL,NULL,NULL,'[{"role": "price", "start": 0, "end": 40, "text": "Pr-Nd oxide was 400,000-401,000 yuan/mt;", "document": "f71237a44392fb6e"}, {"role": "product", "start": 0, "end": 5, "text": "Pr-Nd", "document": "f71237a44392fb6e"}]','400,000-401,000','[]','[]','[]','f71237a44392fb6e',NULL,1736510400000000,1736510400000000,0);
INSERT INTO "quotes" VALUES(2,'quote-ac405455ab6536a8','prnd-oxide','assessment',400000.0,401000.0,'CNY/t','2025-01-08','2025-01-08','smm',NULL,'included','exw',NULL,NULL,NULL,'[{"role": "price", "start": 0, "end": 40, "text": "氧化镨钕 was 400,000-401,000 yuan/mt; it''s \"", "document": "e6bf7405bc52c45c"}, {"role": "product", "start": 0, "end": 5, "text": "氧化镨钕 ", "document": "e6bf7405bc52c45c"}]','400,000-401,000','[]','[]','[]','e6bf7405bc52c45c',NULL,1740830400000000,1736294400000000,1);
CREATE TABLE refusals (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	message TEXT NOT NULL, 
	"where" TEXT NOT NULL, 
	suggestions TEXT NOT NULL, 
	spans TEXT NOT NULL, 
	document TEXT, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "refusals" VALUES(1,'refusal-b2c7a12b3e5623e4','unit','No unit.','line 1','["5.6 million CNY/t"]','[{"role": "statement", "start": 0, "end": 1, "text": "P", "document": "f71237a44392fb6e"}]','f71237a44392fb6e',NULL,1736510400000000,1736510400000000,0);
INSERT INTO "refusals" VALUES(2,'refusal-f0444f4d09a1a43f','unit','No unit.','line 1','["5.6 million CNY/t"]','[{"role": "statement", "start": 0, "end": 1, "text": "氧", "document": "e6bf7405bc52c45c"}]','e6bf7405bc52c45c',NULL,1740830400000000,1736294400000000,1);
CREATE TABLE releases (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	quote TEXT NOT NULL, 
	product TEXT NOT NULL, 
	price_date VARCHAR(10) NOT NULL, 
	basis TEXT NOT NULL, 
	evidence TEXT NOT NULL, 
	author TEXT, 
	reason TEXT NOT NULL, 
	document TEXT, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "releases" VALUES(1,'release-8747ac8e1d3a11b0','quote-218285ae777a74d8','prnd-oxide','2025-01-09','decided','[]','Wang Li','Two mills confirm.',NULL,NULL,1736510400000000,1736510400000000,0);
CREATE TABLE schema (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	recorded_at BIGINT NOT NULL
);
INSERT INTO "schema" VALUES(1,3,1795631628966527);
CREATE TABLE statistics (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	product TEXT, 
	value DOUBLE NOT NULL, 
	unit TEXT NOT NULL, 
	period TEXT NOT NULL, 
	spans TEXT NOT NULL, 
	low DOUBLE, 
	high DOUBLE, 
	who TEXT, 
	subject TEXT, 
	partner TEXT, 
	change DOUBLE, 
	change_unit TEXT, 
	against TEXT, 
	published VARCHAR(10), 
	source TEXT, 
	document TEXT, 
	supersedes TEXT, 
	recorded_at BIGINT NOT NULL, 
	available_at BIGINT NOT NULL, 
	backfilled BOOLEAN NOT NULL, 
	UNIQUE (id), 
	FOREIGN KEY(document) REFERENCES documents (id)
);
INSERT INTO "statistics" VALUES(1,'statistic-320818a65d1c01e3','output',NULL,1.0,'t','2025-01','[{"role": "price", "start": 16, "end": 23, "text": "400,000", "document": "f71237a44392fb6e"}]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'f71237a44392fb6e',NULL,1736510400000000,1736510400000000,0);
CREATE TABLE texts (
	sequence INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	hash VARCHAR(64) NOT NULL, 
	path TEXT NOT NULL, 
	text TEXT NOT NULL, 
	recorded_at BIGINT NOT NULL, 
	UNIQUE (hash, path)
);
INSERT INTO "texts" VALUES(1,'8ff436def1451285599a1b1ad70800493b8dcafde2912e1a38345633054e4c26','a.toml','x = 1',1795631628994619);
INSERT INTO "texts" VALUES(2,'cb8aea0a5b245f5b9ee27f7777e916388c5f004c4ee6d2f2a414fc3de1053b90','methods/range-1.toml','floor = 0.02',1795631628994619);
CREATE INDEX ix_fetches_address ON fetches (address);
CREATE INDEX quotes_by_day ON quotes (price_date);
CREATE INDEX quotes_by_product ON quotes (product, price_date);
CREATE INDEX changes_by_day ON changes (price_date);
CREATE INDEX changes_by_product ON changes (product, price_date);
CREATE INDEX phrases_by_day ON phrases (price_date);
CREATE INDEX events_by_product ON events (product, price_date);
CREATE INDEX events_by_day ON events (price_date);
CREATE INDEX releases_by_product ON releases (product, price_date);
CREATE INDEX releases_by_day ON releases (price_date);
CREATE INDEX ix_manifest_document ON manifest (document);
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents 
BEGIN SELECT RAISE(ABORT, 'documents: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents 
BEGIN SELECT RAISE(ABORT, 'documents: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER documents_no_replace BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'documents: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER fetches_no_update BEFORE UPDATE ON fetches 
BEGIN SELECT RAISE(ABORT, 'fetches: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER fetches_no_delete BEFORE DELETE ON fetches 
BEGIN SELECT RAISE(ABORT, 'fetches: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER fetches_no_replace BEFORE INSERT ON fetches WHEN EXISTS (SELECT 1 FROM fetches WHERE (sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'fetches: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER files_no_update BEFORE UPDATE ON files 
BEGIN SELECT RAISE(ABORT, 'files: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER files_no_delete BEFORE DELETE ON files 
BEGIN SELECT RAISE(ABORT, 'files: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER files_no_replace BEFORE INSERT ON files WHEN EXISTS (SELECT 1 FROM files WHERE (sequence = NEW.sequence) OR (key = NEW.key))
BEGIN SELECT RAISE(ABORT, 'files: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER schema_no_update BEFORE UPDATE ON schema 
BEGIN SELECT RAISE(ABORT, 'schema: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER schema_no_delete BEFORE DELETE ON schema 
BEGIN SELECT RAISE(ABORT, 'schema: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER schema_no_replace BEFORE INSERT ON schema WHEN EXISTS (SELECT 1 FROM schema WHERE (sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'schema: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER texts_no_update BEFORE UPDATE ON texts 
BEGIN SELECT RAISE(ABORT, 'texts: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER texts_no_delete BEFORE DELETE ON texts 
BEGIN SELECT RAISE(ABORT, 'texts: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER texts_no_replace BEFORE INSERT ON texts WHEN EXISTS (SELECT 1 FROM texts WHERE (sequence = NEW.sequence) OR (hash = NEW.hash AND path = NEW.path))
BEGIN SELECT RAISE(ABORT, 'texts: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER changes_no_update BEFORE UPDATE ON changes 
BEGIN SELECT RAISE(ABORT, 'changes: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes 
BEGIN SELECT RAISE(ABORT, 'changes: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER changes_no_replace BEFORE INSERT ON changes WHEN EXISTS (SELECT 1 FROM changes WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'changes: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events 
BEGIN SELECT RAISE(ABORT, 'events: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events 
BEGIN SELECT RAISE(ABORT, 'events: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER events_no_replace BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'events: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER manifest_no_update BEFORE UPDATE ON manifest 
BEGIN SELECT RAISE(ABORT, 'manifest: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER manifest_no_delete BEFORE DELETE ON manifest 
BEGIN SELECT RAISE(ABORT, 'manifest: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER manifest_no_replace BEFORE INSERT ON manifest WHEN EXISTS (SELECT 1 FROM manifest WHERE (sequence = NEW.sequence))
BEGIN SELECT RAISE(ABORT, 'manifest: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER phrases_no_update BEFORE UPDATE ON phrases 
BEGIN SELECT RAISE(ABORT, 'phrases: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER phrases_no_delete BEFORE DELETE ON phrases 
BEGIN SELECT RAISE(ABORT, 'phrases: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER phrases_no_replace BEFORE INSERT ON phrases WHEN EXISTS (SELECT 1 FROM phrases WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'phrases: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER publications_no_update BEFORE UPDATE ON publications 
BEGIN SELECT RAISE(ABORT, 'publications: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER publications_no_delete BEFORE DELETE ON publications 
BEGIN SELECT RAISE(ABORT, 'publications: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER publications_no_replace BEFORE INSERT ON publications WHEN EXISTS (SELECT 1 FROM publications WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'publications: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER quotes_no_update BEFORE UPDATE ON quotes 
BEGIN SELECT RAISE(ABORT, 'quotes: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER quotes_no_delete BEFORE DELETE ON quotes 
BEGIN SELECT RAISE(ABORT, 'quotes: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER quotes_no_replace BEFORE INSERT ON quotes WHEN EXISTS (SELECT 1 FROM quotes WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'quotes: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER refusals_no_update BEFORE UPDATE ON refusals 
BEGIN SELECT RAISE(ABORT, 'refusals: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER refusals_no_delete BEFORE DELETE ON refusals 
BEGIN SELECT RAISE(ABORT, 'refusals: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER refusals_no_replace BEFORE INSERT ON refusals WHEN EXISTS (SELECT 1 FROM refusals WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'refusals: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER releases_no_update BEFORE UPDATE ON releases 
BEGIN SELECT RAISE(ABORT, 'releases: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER releases_no_delete BEFORE DELETE ON releases 
BEGIN SELECT RAISE(ABORT, 'releases: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER releases_no_replace BEFORE INSERT ON releases WHEN EXISTS (SELECT 1 FROM releases WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'releases: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER statistics_no_update BEFORE UPDATE ON statistics 
BEGIN SELECT RAISE(ABORT, 'statistics: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER statistics_no_delete BEFORE DELETE ON statistics 
BEGIN SELECT RAISE(ABORT, 'statistics: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
CREATE TRIGGER statistics_no_replace BEFORE INSERT ON statistics WHEN EXISTS (SELECT 1 FROM statistics WHERE (sequence = NEW.sequence) OR (id = NEW.id))
BEGIN SELECT RAISE(ABORT, 'statistics: Orebook keeps what it recorded: nothing is updated or deleted. Add a correction that supersedes it.'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('schema',1);
INSERT INTO "sqlite_sequence" VALUES('texts',2);
INSERT INTO "sqlite_sequence" VALUES('documents',2);
INSERT INTO "sqlite_sequence" VALUES('quotes',2);
INSERT INTO "sqlite_sequence" VALUES('changes',1);
INSERT INTO "sqlite_sequence" VALUES('phrases',2);
INSERT INTO "sqlite_sequence" VALUES('statistics',1);
INSERT INTO "sqlite_sequence" VALUES('events',1);
INSERT INTO "sqlite_sequence" VALUES('releases',1);
INSERT INTO "sqlite_sequence" VALUES('refusals',2);
INSERT INTO "sqlite_sequence" VALUES('manifest',11);
INSERT INTO "sqlite_sequence" VALUES('files',1);
INSERT INTO "sqlite_sequence" VALUES('publications',1);
INSERT INTO "sqlite_sequence" VALUES('fetches',1);
COMMIT;
