import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const HTML_WRITES = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'srcdoc'];
const NO_HTML = 'Text goes into nodes, never into HTML.';

export default tseslint.config(
  { ignores: ['dist', '.wxt', 'node_modules', 'e2e/screenshots'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        ...HTML_WRITES.map((name) => ({
          selector: `AssignmentExpression > MemberExpression.left[property.name="${name}"]`,
          message: NO_HTML,
        })),
        ...HTML_WRITES.map((name) => ({
          selector: `CallExpression[callee.property.name="${name}"]`,
          message: NO_HTML,
        })),
        { selector: 'CallExpression[callee.object.name="document"][callee.property.name=/^write/]', message: NO_HTML },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', URL: 'readonly', console: 'readonly' } },
  },
);
