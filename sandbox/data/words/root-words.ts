/** Vocabulary of one root category: enough to name its products and videos. */
export interface RootWords {
  /** Name of the root category. */
  readonly name: string;
  /** Hue of its pictures, degrees. */
  readonly hue: number;
  /** Figure drawn on its pictures. */
  readonly figure: string;
  /** First words of a product's title. */
  readonly makes: readonly string[];
  /** Last words of a product's title. */
  readonly traits: readonly string[];
  /** Ten leaf categories, most common first: name of the category and the single product. */
  readonly leaves: readonly (readonly [name: string, product: string])[];
}
