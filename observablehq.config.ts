/**
 * Observable Framework builds the pages that `kichban publish` has compiled from src/pages: from `root` into `output`, both
 * under the run's work folder, which is the current folder of the build.
 */
export default {
  root: "root",
  output: "built",
  // No style, font, menu, pager or search of Framework's own: the site's shell is written around each page afterwards.
  style: null,
  globalStylesheets: [],
  sidebar: false,
  toc: false,
  pager: false,
  footer: "",
  search: false,
  typographer: false,
  linkify: false,
  preserveExtension: true,
};
