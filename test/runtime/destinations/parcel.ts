/** A UUID that ends in the given number. */
export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}

export function parcel(number: number, more: object = {}): object {
  return { lago_id: id(number), state: `state ${number}`, ...more };
}
