/** Figures that a narrow column breaks over two lines. */

/**
 * A figure too wide for its column is cut: `300.00` and `0` under it, or `9.000.000` and `.000`. Together they are well grouped;
 * the first part is not, or the second goes on with the sign between groups.
 */
export function isCutFigure(above: string, below: string): boolean {
  const isGrouped = (text: string) => /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(text);
  if (!isGrouped(above + below)) return false;
  const goesOn = isGrouped(above) && /^[.,]\d{3}/.test(below);
  return goesOn || (/\d[.,]\d{0,2}$/.test(above) && /^\d/.test(below) && !isGrouped(above));
}
