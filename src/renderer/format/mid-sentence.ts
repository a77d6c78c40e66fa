/** "Text at once" as it reads inside a sentence: "text at once"; what is in capitals stays: "OCR at once". */
export function midSentence(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
