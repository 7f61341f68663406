/**
 * Text as it is compared in a search: without accents, đ as d, lower case, one space. "Hòa Bình" and "hoa binh" fold to
 * the same. Shared by the pages' search boxes and whoever builds what they search.
 */
export function fold(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}
