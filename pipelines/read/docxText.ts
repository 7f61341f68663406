/** Which words of a Word part are shown: hidden and crossed-out ones and placeholders are set aside and told of. */
import type { DocumentBuilder } from "./builder.ts";
import type { Place } from "./document.ts";
import { setProperty } from "./docxStyles.ts";
import { SetAside, type WordProperties } from "./setAside.ts";
import { raisedText, symbolText } from "./symbols.ts";

export class ShownText {
  private run: WordProperties = {};
  private font = "";
  /** Of each open content control: does it still hold the words that ask to be written over? */
  private readonly controls: boolean[] = [];
  private readonly aside = new SetAside();

  /** A run begins, with what its paragraph's style says of it; or it ends. */
  startRun(properties: WordProperties = {}): void {
    this.run = { ...properties };
    this.font = "";
  }

  /** The open run has a style of its own. */
  addStyle(properties: WordProperties | undefined): void {
    Object.assign(this.run, properties);
  }

  /** A property of the open run. */
  set(name: string, value: string | undefined): void {
    setProperty(this.run, name, value);
  }

  setFont(name: string | undefined): void {
    this.font = name ?? "";
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
    const words = this.controls.includes(true) ? { ...this.run, isPlaceholder: true } : this.run;
    if (!this.aside.passes(text, words)) return "";
    return words.isRaised ? raisedText(text, before) : symbolText(text, this.font);
  }

  /** Text that another cell covers is as hidden as text that is set so. */
  hide(text: string): void {
    this.aside.passes(text, { isHidden: true });
  }

  /** Tells of what was set aside since the last time. */
  tell(builder: DocumentBuilder, place: Place): void {
    this.aside.tell(builder, place);
  }
}
