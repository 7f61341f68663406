/** Words of an office file that are not shown, as styles and fields say: set aside, and told of where they stood. */
import type { DocumentBuilder } from "./builder.ts";
import type { Place } from "./document.ts";
import { noteHidden, notePlaceholder, noteStruck } from "./leftOut.ts";

/** What is said of words; undefined where it holds as it did around them. */
export interface WordProperties {
  isHidden?: boolean;
  isStruck?: boolean;
  isRaised?: boolean;
  /** They ask to be written over. */
  isPlaceholder?: boolean;
}

export class SetAside {
  private hidden = "";
  private struck = "";
  private placeholder = "";

  /** Whether words are shown; those that are not are set aside. */
  passes(text: string, { isHidden, isStruck, isPlaceholder }: WordProperties): boolean {
    if (isHidden) this.hidden += text;
    else if (isStruck) this.struck += text;
    else if (isPlaceholder) this.placeholder += text;
    else return true;
    return false;
  }

  /** Is there something crossed out that is still to be told of? */
  get hasStruck(): boolean {
    return this.struck !== "";
  }

  /** Is there anything that is still to be told of? */
  get hasWords(): boolean {
    return this.struck + this.hidden + this.placeholder !== "";
  }

  /** Tells of what was set aside since the last time. */
  tell(builder: DocumentBuilder, place: Place): void {
    noteHidden(builder, this.hidden, place);
    noteStruck(builder, this.struck, place);
    notePlaceholder(builder, this.placeholder, place);
    this.hidden = "";
    this.struck = "";
    this.placeholder = "";
  }
}
