import { Center, Loader } from '@mantine/core';
import { Suspense, lazy, useEffect } from 'react';
import type { ReactNode } from 'react';
import { faceFetcher } from '../client/faces/faceFetcher';
import { formatRoute } from '../client/route';
import type { Route } from '../client/route';
import { prepareTableWorker } from '../client/samples/tableWorker';
import { useRoute } from '../client/useRoute';
import { HomePage } from '../features/home/HomePage';
import { ErrorBoundary } from './ErrorBoundary';

// Home comes with the first paint; the other pages are fetched a moment later, or when they are opened before that.
const load = {
  explorer: () => import('../features/explorer/ExplorerPage'),
  generate: () => import('../features/generate/GeneratePage'),
  gallery: () => import('../features/gallery/GalleryPage'),
  exporting: () => import('../features/export/ExportPage'),
  train: () => import('../features/train/TrainPage'),
};
const FETCH_AFTER_MS = 1200;
const ExplorerPage = lazy(async () => ({ default: (await load.explorer()).ExplorerPage }));
const GeneratePage = lazy(async () => ({ default: (await load.generate()).GeneratePage }));
const ImportPage = lazy(async () => ({ default: (await import('../features/import/ImportPage')).ImportPage }));
const GalleryPage = lazy(async () => ({ default: (await load.gallery()).GalleryPage }));
const MapPage = lazy(async () => ({ default: (await import('../features/map/MapPage')).MapPage }));
const ComparePage = lazy(async () => ({ default: (await import('../features/compare/ComparePage')).ComparePage }));
const ReviewsPage = lazy(async () => ({ default: (await import('../features/reviews/ReviewsPage')).ReviewsPage }));
const ConsentPage = lazy(async () => ({ default: (await import('../features/consent/ConsentPage')).ConsentPage }));
const ExportPage = lazy(async () => ({ default: (await load.exporting()).ExportPage }));
const TrainPage = lazy(async () => ({ default: (await load.train()).TrainPage }));
const ReportsPage = lazy(async () => ({ default: (await import('../features/report/ReportsPage')).ReportsPage }));
const SettingsPage = lazy(async () => ({ default: (await import('../features/settings/SettingsPage')).SettingsPage }));

export function Pages(): ReactNode {
  const route = useRoute();
  useEffect(() => {
    const timer = setTimeout(() => {
      // One that fails is asked for again when its page is opened, and then says so.
      for (const fetchPage of Object.values(load)) fetchPage().catch(() => undefined);
      prepareTableWorker();
      faceFetcher.start();
    }, FETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <ErrorBoundary resetKey={formatRoute(route)}>
      <Suspense
        fallback={
          <Center h="100%">
            <Loader size="sm" aria-label="Loading the page" />
          </Center>
        }
      >
        {pageOf(route)}
      </Suspense>
    </ErrorBoundary>
  );
}

function pageOf(route: Route): ReactNode {
  switch (route.page) {
    case 'home':
      return <HomePage />;
    case 'explorer':
      return (
        <ExplorerPage
          key={`${route.setId ?? ''} ${route.sampleId ?? ''}`}
          setId={route.setId}
          sampleId={route.sampleId}
        />
      );
    case 'new-set':
      return <GeneratePage />;
    case 'import':
      return <ImportPage key={route.setId} setId={route.setId} />;
    case 'gallery':
      return <GalleryPage setId={route.setId} sampleId={route.sampleId ?? null} />;
    case 'map':
      return <MapPage key={route.setId} setId={route.setId} />;
    case 'compare':
      return <ComparePage left={route.left} right={route.right} />;
    case 'reviews':
      return <ReviewsPage key={route.setId} setId={route.setId} />;
    case 'consent':
      return <ConsentPage setId={route.setId} />;
    case 'export':
      return <ExportPage key={`${route.syn ?? ''} ${route.real ?? ''}`} syn={route.syn} real={route.real} />;
    case 'train':
      return <TrainPage key={route.setId} runId={route.runId} setId={route.setId} />;
    case 'reports':
      return <ReportsPage runId={route.runId} />;
    case 'settings':
      return <SettingsPage />;
  }
}
