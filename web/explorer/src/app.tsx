import './workers';
import 'graphiql/style.css';
import '@graphiql/plugin-explorer/style.css';
import './page.css';
import './picture/picture.css';
import './questions/questions.css';

import { createRoot } from 'react-dom/client';
import { readSchema } from './fetcher';
import { Page } from './page';
import { followQuestions } from './picture/picture';
import { start } from './start';

const place = document.getElementById('page');
if (!place) throw new Error('index.html has no element with the id "page".');
const opened = start();
followQuestions();
void readSchema();
void import('virtual:fonts.css');
createRoot(place).render(<Page {...opened} />);
