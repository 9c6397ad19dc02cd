// Small, so that it runs at once; the rest is asked for side by side.
import { introspection } from './early';

void introspection();
void import('./relationships/Relationships');
void import('./app');
