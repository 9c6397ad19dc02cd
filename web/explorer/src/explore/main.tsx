import './explore.css';
import './drawing.css';
import { createRoot } from 'react-dom/client';
import { App } from './App';

const place = document.getElementById('explorer');
if (!place) throw new Error('The page has no element with the id "explorer".');
createRoot(place).render(<App />);
