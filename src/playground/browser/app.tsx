import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { EXAMPLES } from '../examples.js';
import './app.css';
import { sendOperation } from './fetcher.js';

const root = document.getElementById('root');
if (!root) throw new Error('the page has no element to draw in');

createRoot(root).render(
  <GraphiQL
    fetcher={sendOperation}
    defaultTabs={EXAMPLES.map(({ query, headers }) => ({ query, headers, variables: null }))}
    defaultEditorToolsVisibility={false}
    shouldPersistHeaders
  >
    <GraphiQL.Logo>Vitrine</GraphiQL.Logo>
  </GraphiQL>,
);
