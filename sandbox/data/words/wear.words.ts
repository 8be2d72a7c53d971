import type { RootWords } from './root-words.js';

/** Root categories of things to wear. */
export const WEAR_WORDS: readonly RootWords[] = [
  {
    name: "Women's fashion", hue: 338, figure: 'dress',
    makes: ['Linen', 'Pleated', 'Soft knit', 'Silk-blend', 'Checked', 'Wrap-front'],
    traits: ['loose fit', 'in four colours', 'with pockets', 'for petite sizes', 'easy iron', 'autumn cut'],
    leaves: [['Dresses', 'dress'], ['Blouses', 'blouse'], ['Knitwear', 'cardigan'], ['Skirts', 'skirt'], ['Jeans', 'jeans'],
      ['Coats', 'coat'], ['Sleepwear', 'pyjama set'], ['Suits', 'trouser suit'], ['Vests', 'vest'], ['Scarves', 'scarf']],
  },
  {
    name: "Men's fashion", hue: 212, figure: 'shirt',
    makes: ['Linen', 'Oxford', 'Stretch', 'Heavy cotton', 'Brushed', 'Quick-dry'],
    traits: ['loose fit', 'slim fit', 'up to 4XL', 'wrinkle free', 'two for one', 'winter weight'],
    leaves: [['Shirts', 'shirt'], ['T-shirts', 'T-shirt'], ['Trousers', 'chinos'], ['Jackets', 'jacket'], ['Sweaters', 'sweater'],
      ['Down coats', 'down coat'], ['Belts', 'belt'], ['Socks', 'sock set'], ['Ties', 'tie'], ['Underwear', 'boxer set']],
  },
  {
    name: 'Shoes', hue: 24, figure: 'shoe',
    makes: ['Suede', 'Leather', 'Canvas', 'Breathable', 'Wide-toe', 'Cushioned'],
    traits: ['non-slip sole', 'all-day comfort', 'half sizes', 'light as air', 'rain proof', 'hand stitched'],
    leaves: [['Sneakers', 'sneakers'], ['Boots', 'ankle boots'], ['Loafers', 'loafers'], ['Sandals', 'sandals'], ['Slippers', 'slippers'],
      ['Flats', 'ballet flats'], ['Running shoes', 'running shoes'], ['Heels', 'block heels'], ['Rain boots', 'rain boots'], ['Shoe care', 'shoe care kit']],
  },
  {
    name: 'Bags', hue: 32, figure: 'bag',
    makes: ['Leather', 'Canvas', 'Foldable', 'Quilted', 'Waterproof', 'Mini'],
    traits: ['fits a laptop', 'with wide strap', 'many pockets', 'cabin size', 'magnetic clasp', 'light grey'],
    leaves: [['Handbags', 'handbag'], ['Backpacks', 'backpack'], ['Totes', 'tote'], ['Crossbody bags', 'crossbody bag'], ['Wallets', 'wallet'],
      ['Suitcases', 'suitcase'], ['Belt bags', 'belt bag'], ['Briefcases', 'briefcase'], ['Card holders', 'card holder'], ['Travel sets', 'packing cube set']],
  },
  {
    name: 'Jewellery', hue: 46, figure: 'ring',
    makes: ['Silver', 'Gold-plated', 'Pearl', 'Jade', 'Fine chain', 'Hammered'],
    traits: ['gift box included', 'adjustable', 'no nickel', 'engraving possible', 'set of three', 'everyday piece'],
    leaves: [['Necklaces', 'necklace'], ['Earrings', 'earrings'], ['Bracelets', 'bracelet'], ['Rings', 'ring'], ['Watches', 'watch'],
      ['Brooches', 'brooch'], ['Anklets', 'anklet'], ['Hair clips', 'hair clip'], ['Charms', 'charm'], ['Jewellery boxes', 'jewellery box']],
  },
]; // prettier-ignore
