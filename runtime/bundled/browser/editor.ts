import { autocompletion } from "@codemirror/autocomplete";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { PostgreSQL, sql } from "@codemirror/lang-sql";
import { syntaxHighlighting } from "@codemirror/language";
import { classHighlighter } from "@lezer/highlight";
import { basicSetup } from "codemirror";

/*
 * The SQL box with colours and completion, in place of the text area that is there without a script. Bundled for browsers when the
 * package is built, and served by `lago-loader show` itself. The runtime is compiled without a browser's types: what is used is declared.
 */
interface Area {
  value: string;
  hidden: boolean;
  readonly dataset: { readonly columns?: string };
  readonly form: { requestSubmit(): void; addEventListener(type: "submit", listener: () => void): void };
  after(element: unknown): void;
}
declare const document: { querySelector(selector: string): Area | null };
declare const fetch: (address: string) => Promise<{ json(): Promise<unknown> }>;

const area = document.querySelector("textarea[data-columns]");
if (area) void open(area);

async function open(area: Area): Promise<void> {
  const columns = (await (await fetch(area.dataset.columns!)).json()) as { table: string; column: string }[];
  const schema: Record<string, string[]> = {};
  for (const { table, column } of columns) (schema[table] ??= []).push(column);
  const run = () => {
    area.form.requestSubmit();
    return true;
  };
  const view = new EditorView({
    state: EditorState.create({
      doc: area.value,
      extensions: [
        // Before the editor's own, which would insert a line. Tab is left alone, so that the keyboard gets out.
        Prec.highest(keymap.of([{ key: "Mod-Enter", run }])),
        basicSetup,
        // As many as need no scrolling: a list that scrolls would have to take the focus from the text.
        autocompletion({ maxRenderedOptions: 9 }),
        sql({ dialect: PostgreSQL, schema, upperCaseKeywords: true }),
        syntaxHighlighting(classHighlighter),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "SQL", id: "editor" }),
        COLOURS,
      ],
    }),
  });
  area.form.addEventListener("submit", () => (area.value = view.state.doc.toString()));
  area.after(view.dom);
  area.hidden = true;
}

/** The page's own, so that they follow light and dark. */
const COLOURS = EditorView.theme({
  "&": { backgroundColor: "var(--card)", color: "var(--text)", border: "1px solid var(--grey)", borderRadius: "5px", minHeight: "12em" },
  "&.cm-focused": { outline: "2px solid var(--link)" },
  ".cm-content": { caretColor: "var(--text)", minHeight: "12em" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--page)", color: "var(--muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, .cm-selectionMatch": { backgroundColor: "var(--line)" },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--text)", border: "1px solid var(--grey)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "none", overflow: "hidden" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--card)" },
  ".cm-panels": { backgroundColor: "var(--page)", color: "var(--text)" },
  ".tok-keyword": { color: "var(--link)" },
  ".tok-string, .tok-number": { color: "var(--warn)" },
  ".tok-comment": { color: "var(--muted)" },
});
