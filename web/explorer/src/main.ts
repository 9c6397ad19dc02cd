// This file is small, so that it runs at once and loads the rest in parallel.
import { introspection } from './early';

void introspection();
void import('./relationships/Relationships');
void import('./app');
