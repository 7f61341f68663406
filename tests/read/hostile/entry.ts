export interface HostileFile {
  name: string;
  /** The refusal's code; several where the container decides which of them is found first. */
  codes: string[];
  build: () => Promise<Buffer> | Buffer;
}

export const entry = (name: string, codes: string | string[], build: HostileFile["build"]): HostileFile => ({
  name,
  codes: [codes].flat(),
  build,
});
