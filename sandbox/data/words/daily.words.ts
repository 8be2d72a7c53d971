import type { RootWords } from './root-words.js';

/** Root categories of daily needs. */
export const DAILY_WORDS: readonly RootWords[] = [
  {
    name: 'Beauty', hue: 318, figure: 'bottle',
    makes: ['Hydrating', 'Matte', 'Fragrance-free', 'Travel-size', 'Vitamin C', 'Overnight'],
    traits: ['for dry skin', 'lasts all day', '30 ml', 'gift set', 'for sensitive skin', 'with refill'],
    leaves: [['Skin care', 'face cream'], ['Lipsticks', 'lipstick'], ['Face masks', 'face mask set'], ['Sunscreen', 'sunscreen'], ['Shampoo', 'shampoo'],
      ['Perfume', 'perfume'], ['Eye make-up', 'eye shadow palette'], ['Brushes', 'brush set'], ['Hand cream', 'hand cream'], ['Nail care', 'nail set']],
  },
  {
    name: 'Snacks', hue: 36, figure: 'cookie',
    makes: ['Roasted', 'Crispy', 'Salted', 'Spicy', 'Low-sugar', 'Freeze-dried'],
    traits: ['500 g', 'box of twelve', 'share pack', 'no palm oil', 'from Xinjiang', 'small bags'],
    leaves: [['Nuts', 'almonds'], ['Biscuits', 'butter biscuits'], ['Dried fruit', 'dried mango'], ['Chocolate', 'dark chocolate'], ['Crisps', 'seaweed crisps'],
      ['Jerky', 'beef jerky'], ['Cakes', 'egg-yolk cakes'], ['Sweets', 'milk sweets'], ['Noodles', 'rice noodles'], ['Sauces', 'chilli sauce']],
  },
  {
    name: 'Tea & drinks', hue: 140, figure: 'cup',
    makes: ['Spring', 'Cold-brew', 'Jasmine', 'Aged', 'Single-origin', 'Mountain'],
    traits: ['250 g tin', 'twenty bags', 'gift tin', 'light and floral', 'strong and dark', 'new harvest'],
    leaves: [['Green tea', 'green tea'], ['Black tea', 'black tea'], ['Coffee', 'coffee beans'], ['Oolong', 'oolong tea'], ['Tea sets', 'tea set'],
      ['Juices', 'plum juice'], ['Milk', 'oat drink'], ['Herbal tea', 'chrysanthemum tea'], ['Mugs', 'travel mug'], ['Honey', 'acacia honey']],
  },
  {
    name: 'Baby', hue: 196, figure: 'stroller',
    makes: ['Organic', 'Extra soft', 'Foldable', 'Anti-colic', 'Light', 'Muslin'],
    traits: ['0 to 12 months', 'pack of five', 'BPA free', 'one-hand fold', 'washes well', 'from birth'],
    leaves: [['Nappies', 'nappy pack'], ['Baby clothes', 'romper'], ['Bottles', 'feeding bottle'], ['Strollers', 'stroller'], ['Baby care', 'wipes pack'],
      ['Sleeping bags', 'sleeping bag'], ['Carriers', 'baby carrier'], ['Bibs', 'bib set'], ['Play mats', 'play mat'], ['Car seats', 'car seat']],
  },
  {
    name: 'Pets', hue: 88, figure: 'paw',
    makes: ['Grain-free', 'Chew-proof', 'Self-cleaning', 'Plush', 'Washable', 'Catnip'],
    traits: ['for indoor cats', 'for small dogs', '2 kg', 'vet advised', 'quiet pump', 'three flavours'],
    leaves: [['Cat food', 'cat food'], ['Dog food', 'dog food'], ['Cat litter', 'cat litter'], ['Pet beds', 'pet bed'], ['Pet toys', 'feather toy'],
      ['Collars', 'collar'], ['Fountains', 'water fountain'], ['Scratchers', 'scratching post'], ['Carriers', 'pet carrier'], ['Grooming', 'grooming brush']],
  },
]; // prettier-ignore
