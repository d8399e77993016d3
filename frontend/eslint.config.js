import vue from 'eslint-plugin-vue'
import { readdirSync } from 'node:fs'
import { defineConfig } from 'eslint/config'
import ts from 'typescript-eslint'

const features = readdirSync(new URL('./src/features', import.meta.url))

/** A feature's inside belongs to it: what two features share lives in src/shared. */
const walls = features.map((feature) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: features.filter((f) => f !== feature).map((f) => `**/features/${f}/**`),
            message: 'Another feature keeps this to itself; what both need moves to src/shared.',
          },
          { group: ['../*'], message: 'Leave the feature by @/shared only.' },
        ],
      },
    ],
  },
}))

export default defineConfig(
  { ignores: ['dist', 'src/shared/api/schema.d.ts', '*.d.ts'] },
  ts.configs.recommended,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/require-default-prop': 'off',
      // The formatter decides on these.
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      // Words come from the message files.
      'vue/no-bare-strings-in-template': [
        'error',
        {
          allowlist: [...'·—/（）：%,.|'],
          attributes: { '/.+/': ['title', 'aria-label', 'placeholder', 'label', 'alt'] },
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/shared/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/features/**'], message: 'What is shared knows no feature.' }] },
      ],
    },
  },
  walls,
)
