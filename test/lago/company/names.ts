/**
 * External ids that break what forgets to encode a path: Lago takes any text. "shop" and "shop.example.com" are two
 * customers, and an unencoded dot makes the server answer with the first for the second.
 */
export const ODD_EXTERNAL_IDS = [
  "shop",
  "shop.example.com",
  "acme corp",
  "north/south",
  "50%+",
  "münchen-größe",
  "日本支社",
  "team?x=1&y=2#z",
  "Zoë’s “bakery”",
  "🐦‍⬛",
];

export const WORDS = [
  "Amber",
  "Birch",
  "Copper",
  "Delta",
  "Ember",
  "Fjord",
  "Granite",
  "Harbour",
  "Indigo",
  "Juniper",
  "Kestrel",
  "Lumen",
  "Maple",
  "Nimbus",
  "Ochre",
  "Plover",
  "Quartz",
  "Rowan",
  "Sable",
  "Tundra",
  "Umbra",
  "Vesper",
  "Willow",
  "Zephyr",
];

export const INDUSTRIES = [
  "Analytics",
  "Bakery & Co",
  "Clinics",
  "Design",
  "Energy",
  "Foods",
  "Games",
  "Health",
  "Insurance",
  "Logistics",
  "Media",
  "Robotics",
  "Schools",
  "Systems",
  "Travel",
  "O'Hara & Söhne",
];

export const FIRST_NAMES = [
  "Aiko",
  "Björn",
  "Chloé",
  "Dmitri",
  "Elif",
  "Femi",
  "Greta",
  "Hugo",
  "Inês",
  "Jonas",
  "Kofi",
  "Lena",
  "Marta",
  "Noor",
  "Oskar",
  "Priya",
];

export const LAST_NAMES = [
  "Adeyemi",
  "Bauer",
  "Castro",
  "Dubois",
  "Eriksen",
  "Fischer",
  "García",
  "Huang",
  "Ito",
  "Jansen",
  "Kaya",
  "Lopez",
  "Meyer",
  "Novak",
  "O'Neill",
  "Petrov",
];

type City = readonly [city: string, state: string | null, zipcode: string, street: string, timezone: string];

export const CITIES: Record<string, readonly City[]> = {
  DE: [
    ["Berlin", null, "10117", "Taubenstraße", "Europe/Berlin"],
    ["München", "BY", "80331", "Sendlinger Straße", "Europe/Berlin"],
    ["Köln", null, "50667", "Hohe Straße", "Europe/Berlin"],
  ],
  US: [
    ["Portland", "OR", "97201-0413", "Burnside St", "America/Los_Angeles"],
    ["Chicago", "IL", "60601", "Wacker Dr", "America/Chicago"],
    ["New York", "NY", "10001", "West 30th St", "America/New_York"],
  ],
  JP: [["東京", "13", "100-0005", "丸の内", "Asia/Tokyo"]],
  KW: [["Kuwait City", null, "15000", "Gulf Road", "Asia/Kuwait"]],
};
