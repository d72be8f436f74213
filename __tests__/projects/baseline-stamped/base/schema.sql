\restrict x9
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.legacy (id integer PRIMARY KEY, note text);
CREATE TABLE public.alembic_version (version_num character varying(32) NOT NULL PRIMARY KEY);
COPY public.alembic_version (version_num) FROM stdin;
a1
\.
\unrestrict x9
