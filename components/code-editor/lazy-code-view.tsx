// The code view for pages: fetched by the browser only, when it is there to be seen.
'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '../ui/skeleton'

export const LazyCodeView = dynamic(() => import('./code-view').then((module) => module.CodeView), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-40" />,
})
