/** Character tables of opencc-js, which brings no types for them: pairs with a blank between, the pairs with a bar. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  // biome-ignore lint/style/noDefaultExport: so does the package
  export default pairs;
}
