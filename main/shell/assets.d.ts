/** The bundler's own, as far as it is used here: https://vite.dev/guide/features#glob-import */
interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly query: '?inline'; readonly import: 'default'; readonly eager: true },
  ): Readonly<Record<string, string>>;
}
