import { readFileSync } from 'node:fs';
import tseslint from 'typescript-eslint';

/** Folder → folders it may import; the same table drives test/architecture.test.ts. */
const arrows = JSON.parse(readFileSync(new URL('./scripts/arrows.json', import.meta.url), 'utf8'));
const folders = [...Object.keys(arrows), 'test', 'bench'];

const loadersOfRequestsOnly = {
  selector: 'CallExpression[callee.name="createLoader"]',
  message:
    'Only datasources/chain/source-loaders.ts makes loaders, for one request each: declare a source and a chain.',
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '**/__generated__/', 'bench/peers/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-extraneous-class': 'off', // schema classes are vocabulary, mostly decorators
      // Schema classes that implement no interface describe plain literals, which may be spread (ADR 0005).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/only-throw-error': 'error',
      'no-restricted-syntax': [
        'error',
        loadersOfRequestsOnly,
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only: one name for one thing.' },
      ],
      'no-warning-comments': ['error', { terms: ['fixme', 'todo', 'xxx', 'hack'], location: 'anywhere' }],
    },
  },
  ...Object.entries(arrows).map(([folder, { may, instead }]) => ({
    files: [`${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: folders
                .filter((other) => other !== folder && !may.includes(other))
                .map((other) => `**/../${other}/**`),
              message: `${folder}/ may import ${may.join(', ') || 'no other folder'}: ${instead}.`,
            },
          ],
        },
      ],
    },
  })),
  { files: ['datasources/chain/source-loaders.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': 'off', // node:test collects what test() returns
      // Tests read answers as a client without generated types would; what is not there fails their assertions.
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['eslint.config.js'],
    ...tseslint.configs.disableTypeChecked,
    rules: { ...tseslint.configs.disableTypeChecked.rules, 'no-restricted-syntax': 'off' },
  },
);
