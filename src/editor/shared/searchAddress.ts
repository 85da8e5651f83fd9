/** Where names can be looked up. */
export const SEARCH_SITES = { wikipedia: 'https://en.wikipedia.org', wikidata: 'https://www.wikidata.org' } as const;

/** The address of a search for a name; whatever the name holds, it is the query and nothing else. */
export function searchAddress(site: keyof typeof SEARCH_SITES, name: string): string {
  return `${SEARCH_SITES[site]}/w/index.php?${new URLSearchParams({ search: name }).toString()}`;
}
