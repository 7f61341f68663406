/** Which words of a Word part are shown: hidden and crossed-out ones and placeholders are set aside and told of. */
import type { DocumentBuilder } from "./builder.ts";
import type { Place } from "./document.ts";
import { noteHidden, notePlaceholder, noteStruck } from "./sideText.ts";
import { raisedText } from "./symbols.ts";

/** What a run's text is, beside being shown. */
type RunKind = "plain" | "hidden" | "struck" | "raised";

export class ShownText {
  private kind: RunKind = "plain";
  /** Of each open content control: does it still hold the words that ask to be written over? */
  private readonly controls: boolean[] = [];
  private hidden = "";
  private struck = "";
  private placeholder = "";

  /** A run begins or ends. */
  endRun(): void {
    this.kind = "plain";
  }

  /** A property of the open run that is switched on. What is hidden is so, whatever else it is. */
  is(kind: RunKind): void {
    if (this.kind === "hidden" || (kind === "raised" && this.kind !== "plain")) return;
    this.kind = kind;
  }

  openControl(): void {
    this.controls.push(false);
  }

  holdsPlaceholder(): void {
    if (this.controls.length > 0) this.controls[this.controls.length - 1] = true;
  }

  closeControl(): void {
    this.controls.pop();
  }

  /** What of a part of the run's text is read behind `before`. */
  shown(text: string, before: string): string {
    if (this.kind === "hidden") this.hidden += text;
    else if (this.kind === "struck") this.struck += text;
    else if (this.controls.includes(true)) this.placeholder += text;
    else return this.kind === "raised" ? raisedText(text, before) : text;
    return "";
  }

  /** Text that another cell covers is as hidden as text that is set so. */
  hide(text: string): void {
    this.hidden += text;
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
