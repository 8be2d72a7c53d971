import type { RootWords } from './root-words.js';

/** Root categories of leisure and technology. */
export const LEISURE_WORDS: readonly RootWords[] = [
  {
    name: 'Sports', hue: 156, figure: 'ball',
    makes: ['High-waist', 'Seamless', 'Adjustable', 'Non-slip', 'Competition', 'Beginner'],
    traits: ['with carry bag', '6 mm', 'for the home', 'sweat proof', 'pair', 'club size'],
    leaves: [['Yoga', 'yoga mat'], ['Leggings', 'leggings'], ['Dumbbells', 'dumbbell set'], ['Badminton', 'badminton racket'], ['Basketball', 'basketball'],
      ['Swimming', 'swim goggles'], ['Skipping ropes', 'skipping rope'], ['Football', 'football'], ['Bottles', 'sports bottle'], ['Massage', 'foam roller']],
  },
  {
    name: 'Phones & accessories', hue: 224, figure: 'phone',
    makes: ['Magnetic', 'Fast-charge', 'Slim', 'Braided', 'Shockproof', 'Foldable'],
    traits: ['two metres', '10,000 mAh', 'clear', 'with stand', '65 W', 'for car and desk'],
    leaves: [['Phone cases', 'phone case'], ['Chargers', 'charger'], ['Power banks', 'power bank'], ['Cables', 'cable'], ['Screen films', 'screen film'],
      ['Holders', 'phone holder'], ['Tripods', 'tripod'], ['Ring lights', 'ring light'], ['Phones', 'smartphone'], ['Straps', 'phone strap']],
  },
  {
    name: 'Audio & computers', hue: 250, figure: 'headphones',
    makes: ['Wireless', 'Noise-cancelling', 'Mechanical', 'Silent', 'Compact', 'Studio'],
    traits: ['30 hours', 'low latency', 'hot swap', 'for small hands', 'open back', '2 TB'],
    leaves: [['Headphones', 'headphones'], ['Earbuds', 'earbuds'], ['Keyboards', 'keyboard'], ['Mice', 'mouse'], ['Speakers', 'speaker'],
      ['Monitors', 'monitor'], ['Drives', 'portable drive'], ['Webcams', 'webcam'], ['Laptop stands', 'laptop stand'], ['Hubs', 'USB hub']],
  },
  {
    name: 'Toys & stationery', hue: 4, figure: 'blocks',
    makes: ['Wooden', 'Magnetic', 'Pastel', 'Giant', 'Refillable', 'Collectable'],
    traits: ['from 3 years', '200 pieces', 'set of 24', 'dot grid', 'gift edition', 'quick drying'],
    leaves: [['Building blocks', 'block set'], ['Puzzles', 'puzzle'], ['Pens', 'gel pen set'], ['Notebooks', 'notebook'], ['Plush toys', 'plush bear'],
      ['Board games', 'board game'], ['Figures', 'figure'], ['Paints', 'watercolour set'], ['Model cars', 'model car'], ['Stickers', 'sticker book']],
  },
  {
    name: 'Outdoors & garden', hue: 108, figure: 'tent',
    makes: ['Ultralight', 'Two-person', 'Windproof', 'Stainless', 'Solar', 'Folding'],
    traits: ['packs small', 'three-season', 'with pegs', '40 litres', 'for balconies', 'rust free'],
    leaves: [['Tents', 'tent'], ['Camping chairs', 'camping chair'], ['Plants', 'succulent set'], ['Cookers', 'camping cooker'], ['Rucksacks', 'hiking rucksack'],
      ['Planters', 'planter'], ['Torches', 'torch'], ['Hammocks', 'hammock'], ['Tools', 'garden tool set'], ['Fishing', 'fishing rod']],
  },
]; // prettier-ignore
