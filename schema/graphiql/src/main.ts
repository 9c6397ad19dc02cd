// Small, so that it runs at once; the rest is asked for side by side.
import './early';
import './page.css';

void import('./relationships/Relationships');
void import('./app');
