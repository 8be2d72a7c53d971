import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import type { Overlay } from './snippets.js';

/** What the compiler says about one file, as `TS2322 text`. */
export type Findings = ReadonlyMap<string, readonly string[]>;

/** The sources with an overlay, type-checked under the repository's tsconfig. */
export interface CompiledOverlay {
  /** Faults by path; files without any are absent. */
  readonly findings: Findings;
  /** Writes the JavaScript of everything the overlay reaches below a folder. */
  emit(folder: string): void;
}

/** Compiles the files of an overlay, and everything they import, in memory. */
export function compileOverlay({ files }: Overlay): CompiledOverlay {
  const root = resolve('.');
  const sources = [...files].filter(([path]) => path.endsWith('.ts'));
  const texts = new Map(sources.map(([path, text]) => [join(root, path), text]));
  const folders = new Set([...texts.keys()].map(dirname));
  const options = readOptions(root);
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
    getSourceFile: (path, languageVersion, ...rest) => {
      const text = texts.get(path);
      return text === undefined
        ? disk.getSourceFile(path, languageVersion, ...rest)
        : ts.createSourceFile(path, text, languageVersion);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  return {
    findings: findingsOf(program, root),
    emit: (folder) =>
      program.emit(undefined, (path, text) =>
        ts.sys.writeFile(join(folder, relative(join(root, 'dist'), path)), text),
      ),
  };
}

function readOptions(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  delete options.tsBuildInfoFile;
  return { ...options, incremental: false, sourceMap: false };
}

function findingsOf(program: ts.Program, root: string): Findings {
  const findings = new Map<string, string[]>();
  for (const { file, code, messageText } of ts.getPreEmitDiagnostics(program)) {
    const path = file ? relative(root, file.fileName) : 'tsconfig.json';
    const known = findings.get(path) ?? [];
    findings.set(path, [...known, `TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`]);
  }
  return findings;
}
