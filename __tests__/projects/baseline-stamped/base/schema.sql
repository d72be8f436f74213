\restrict x9
SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.legacy (id integer PRIMARY KEY, note text);
ALTER TABLE public.legacy ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME public.legacy_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1);
CREATE TABLE public.alembic_version (version_num character varying(32) NOT NULL PRIMARY KEY);
COPY public.alembic_version (version_num) FROM stdin;
a1
\.
COPY public.legacy (id, note) FROM stdin;
1	kept
\.
\unrestrict x9
