import * as vscode from 'vscode';
import type { Span } from '../analysis/analysis';
import { Analyser } from './analyser';
import { AnalysisWorkers } from './analysisWorkers';
import { ArticleFiles } from './articleFiles';
import { Articles } from './articles';
import { Corpus } from './corpus';
import { DigestPool } from './digestPool';
import { LastDecision } from './lastDecision';
import { readNetwork } from './models';
import { NetworkHost } from './networkHost';
import { Overruns } from './overruns';
import type { Platform } from './platform';
import { ReadOnly } from './readOnly';
import { Recognition } from './recognition';
import { Reviews } from './reviews';
import { Settings } from './settings';
import { ViewState } from './viewState';

/** What review mode has marked: what commands are about while the cursor stands where it put it. */
export interface Marked {
  words?: Span & { readonly uri: vscode.Uri };
}

/** What the surfaces are built on; each surface takes only what it names. */
export interface Services {
  readonly settings: Settings;
  readonly articles: Articles;
  readonly articleFiles: ArticleFiles;
  readonly corpus: Corpus;
  readonly recognition: Recognition;
  readonly reviews: Reviews;
  readonly lastDecision: LastDecision;
  readonly readOnly: ReadOnly;
  readonly marked: Marked;
  readonly viewState: ViewState;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
}

/** Builds the services once. Nothing is read or started here: the worker starts with the first article. */
export function createServices(context: vscode.ExtensionContext, platform: Platform, channel = 'Hearsay'): Services {
  const own = <T extends vscode.Disposable>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const log = own(vscode.window.createOutputChannel(channel, { log: true }));
  const settings = own(new Settings());
  const network = own(
    new NetworkHost({
      startWorker: (listener) => platform.startWorker('network', context.extensionUri, listener),
      readFiles: () => readNetwork(context.extensionUri),
      log: (sentence) => log.info(sentence),
    }),
  );
  const overruns = new Overruns(log);
  const workers = new AnalysisWorkers(platform, context.extensionUri);
  const analyser = own(new Analyser(workers, network, log));
  const reviews = own(new Reviews(platform.reviewFolder, settings, log, analyser));
  const articles = own(new Articles(analyser, overruns, reviews, settings, log));
  const recognition = own(new Recognition(settings, context.workspaceState));
  own(recognition.onDidRecognise((document) => articles.readAhead(document)));
  const articleFiles = own(new ArticleFiles(platform.files, settings, recognition, log));
  const pool = own(new DigestPool(workers, analyser));
  const corpus = own(
    new Corpus(context, platform.files, articleFiles, articles, reviews, pool, overruns, settings, log),
  );
  const viewState = own(new ViewState(context.workspaceState));
  return {
    settings,
    viewState,
    articles,
    articleFiles,
    corpus,
    recognition,
    reviews,
    lastDecision: new LastDecision(),
    readOnly: own(new ReadOnly(context.workspaceState)),
    marked: {},
    log,
    extensionUri: context.extensionUri,
  };
}
