import v8 from 'node:v8';

/** PostgreSQL's own parser. https://github.com/constructive-io/libpg-query-node */
export type Parser = Awaited<ReturnType<typeof importParser>>;

/**
 * Loads PostgreSQL's own parser (WebAssembly), once. Imported only here, because it is compiled when it is imported.
 * V8's optimizing compiler is kept off it: it would work on it in the background for half a second, longer than all our parsing takes, and a
 * process that wants to end waits for it. No function has the number 0 to be optimized: `wasm_tier_up_filter` in v8/src/flags/flag-definitions.h.
 */
export async function loadParser(): Promise<Parser> {
  loading ??= importParser();
  return loading;
}

let loading: ReturnType<typeof importParser> | undefined;

async function importParser() {
  v8.setFlagsFromString('--wasm-tier-up-filter=0');
  const { loadModule, parseSync } = await import('libpg-query');
  await loadModule();
  return { parse: parseSync };
}
