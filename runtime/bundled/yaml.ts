/* YAML, for `lago-loader.yaml`. Bundled into this file when the package is built, so that users do not install it. */
export { load as parseYaml, YAMLException } from "js-yaml";
