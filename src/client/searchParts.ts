/** The parts of the search index: each is loaded and folded once, when it is first asked for. */
import { type CellIndex, cellEntries, type FoldedIndex, foldIndex, type SearchIndex } from "../search/index.ts";

export interface Folded {
  index: SearchIndex;
  folded: FoldedIndex;
}

export class SearchParts {
  private main: Promise<SearchIndex> | null = null;
  private readonly loaded = new Map<string, Promise<Folded>>();

  /** @param address of the index, from the page */
  constructor(private readonly address: string) {}

  /** The files that hold the rows of a locality, of all where it is empty; the one of pages and tables is first. */
  async files(locality: string): Promise<string[]> {
    this.main ??= read<SearchIndex>(this.address);
    const { parts = [] } = await this.main;
    const own = parts.filter((part) => !locality || part.locality === locality);
    return [this.address, ...own.map(({ file }) => this.root + file)];
  }

  /** @param withCells with the printed cells, which are far more than the rest: only for whoever asks */
  load(file: string, withCells: boolean): Promise<Folded> {
    const key = `${withCells ? "cells of " : ""}${file}`;
    const known = this.loaded.get(key);
    if (known) return known;
    const asked = withCells ? this.readCells(file) : this.read(file);
    this.loaded.set(key, asked);
    return asked;
  }

  private get root(): string {
    return this.address.replace(/tables\/[^/]*$/, "");
  }

  private async read(file: string): Promise<Folded> {
    const index = await (file === this.address && this.main ? this.main : read<SearchIndex>(file));
    // Of many places each names its rows; a part alone would take its own for the only one.
    return { index, folded: foldIndex(index, file !== this.address) };
  }

  private async readCells(file: string): Promise<Folded> {
    const { index, folded } = await this.load(file, false);
    const parts = await Promise.all((index.cells ?? []).map((cells) => read<CellIndex>(this.root + cells)));
    const more = foldIndex({ ...index, entries: parts.flatMap(cellEntries) }, file !== this.address);
    return { index, folded: { entries: [...folded.entries, ...more.entries] } };
  }
}

async function read<Content>(address: string): Promise<Content> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json() as Promise<Content>;
}
