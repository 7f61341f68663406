/**
 * Tells how long the work on a file may take from now, in milliseconds of a usual machine. A reader says so once it knows
 * how much there is to do, and whoever guards it stops it beyond: little content can't claim much time.
 */
export type DeclareWork = (milliseconds: number) => void;
