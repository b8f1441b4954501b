/** Style sheets are bundled: importing one adds it to the view's CSS file. */
declare module '*.css';
