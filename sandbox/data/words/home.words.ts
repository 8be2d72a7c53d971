import type { RootWords } from './root-words.js';

/** Root categories of the home. */
export const HOME_WORDS: readonly RootWords[] = [
  {
    name: 'Home textiles', hue: 268, figure: 'pillow',
    makes: ['Washed cotton', 'Linen', 'Bamboo', 'Velvet', 'Waffle', 'Thermal'],
    traits: ['double size', 'machine washable', 'OEKO tested', 'set of two', 'warm in winter', 'cool in summer'],
    leaves: [['Bedding sets', 'bedding set'], ['Duvets', 'duvet'], ['Pillows', 'pillow'], ['Curtains', 'curtain'], ['Towels', 'bath towel'],
      ['Rugs', 'rug'], ['Throws', 'throw'], ['Cushions', 'cushion'], ['Tablecloths', 'tablecloth'], ['Bath mats', 'bath mat']],
  },
  {
    name: 'Kitchen', hue: 12, figure: 'pot',
    makes: ['Cast-iron', 'Ceramic', 'Steel', 'Bamboo', 'Glass', 'Enamel'],
    traits: ['works on induction', 'dishwasher safe', 'stackable', 'for two', 'with lid', 'non-stick'],
    leaves: [['Pots', 'stew pot'], ['Pans', 'frying pan'], ['Knives', "cook's knife"], ['Tableware', 'dinner set'], ['Storage jars', 'storage jar set'],
      ['Chopping boards', 'chopping board'], ['Rice cookers', 'rice cooker'], ['Kettles', 'kettle'], ['Lunch boxes', 'lunch box'], ['Baking', 'cake tin']],
  },
  {
    name: 'Furniture', hue: 28, figure: 'chair',
    makes: ['Solid oak', 'Rattan', 'Folding', 'Upholstered', 'Walnut', 'Steel-frame'],
    traits: ['no tools needed', 'for small rooms', 'carries 150 kg', 'three heights', 'with storage', 'five-year warranty'],
    leaves: [['Chairs', 'chair'], ['Tables', 'side table'], ['Shelves', 'shelf'], ['Sofas', 'two-seat sofa'], ['Beds', 'bed frame'],
      ['Wardrobes', 'wardrobe'], ['Desks', 'desk'], ['Stools', 'stool'], ['Mirrors', 'floor mirror'], ['Shoe racks', 'shoe rack']],
  },
  {
    name: 'Lighting', hue: 52, figure: 'lamp',
    makes: ['Paper', 'Dimmable', 'Rechargeable', 'Brass', 'Rattan', 'Flicker-free'],
    traits: ['warm white', 'touch control', 'with remote', 'sunset mode', 'USB-C', 'soft glow'],
    leaves: [['Table lamps', 'table lamp'], ['Floor lamps', 'floor lamp'], ['Ceiling lights', 'ceiling light'], ['Night lights', 'night light'], ['Light strips', 'light strip'],
      ['Pendants', 'pendant lamp'], ['Desk lamps', 'desk lamp'], ['String lights', 'string lights'], ['Wall lights', 'wall light'], ['Bulbs', 'bulb set']],
  },
  {
    name: 'Household', hue: 186, figure: 'bottle',
    makes: ['Refillable', 'Foldable', 'Unscented', 'Heavy-duty', 'Compact', 'Magnetic'],
    traits: ['family pack', 'saves space', 'no drilling', 'lasts a year', 'easy to rinse', 'pack of six'],
    leaves: [['Detergent', 'detergent'], ['Mops', 'mop'], ['Storage boxes', 'storage box'], ['Hangers', 'hanger set'], ['Paper', 'tissue box'],
      ['Umbrellas', 'umbrella'], ['Bins', 'bin'], ['Drying racks', 'drying rack'], ['Hooks', 'hook set'], ['Air fresheners', 'air freshener']],
  },
]; // prettier-ignore
